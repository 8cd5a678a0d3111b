package dev.parley.agent.ending;

import dev.parley.agent.queue.ActiveRuns;
import dev.parley.agent.queue.Execution;
import dev.parley.agent.queue.QueueBell;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cancels runs. One that waits ends here, and whoever waited for it waits for its predecessor
 * instead, so that a conversation still has one run at a time. One that runs is marked, and its
 * worker ends it; so is one that ran and waits for another try, which is due by that. One that has
 * ended stays as it is.
 */
@ApplicationScoped
public class CancelRuns {

    private static final String END_QUEUED =
            """
            UPDATE run SET status = 'CANCELLED', epoch = epoch + 1, ended_at = now(), cancel_requested_at = now(), due_at = NULL
             WHERE id = ? AND tenant = ? AND status = 'QUEUED' AND after_run_id IS NOT DISTINCT FROM ?
                   AND started_at IS NULL
            RETURNING id, tenant, conversation_id, agent_name, epoch, ready
            """;

    private static final String MARK =
            """
            UPDATE run SET cancel_requested_at = coalesce(cancel_requested_at, now()), ready = ready OR due_at IS NOT NULL,
                           due_at = NULL
             WHERE id = ? AND tenant = ? AND ended_at IS NULL
            """;

    private static final String PASS_ON_PREDECESSOR =
            """
            UPDATE run SET after_run_id = ?, ready = ready OR (? AND status = 'QUEUED')
             WHERE after_run_id = ? AND status IN ('QUEUED', 'CANCELLED')
            """;

    private static final String WANTED =
            "SELECT id FROM run WHERE id = ANY (?) AND cancel_requested_at IS NOT NULL";

    private final Sql sql;
    private final TerminalEvents events;
    private final QueueBell bell;
    private final ActiveRuns active;

    @Inject
    CancelRuns(Sql sql, TerminalEvents events, QueueBell bell, ActiveRuns active) {
        this.sql = sql;
        this.events = events;
        this.bell = bell;
        this.active = active;
    }

    private record Predecessor(@Nullable UUID id) {}

    private record Withdrawn(TerminalEvents.EndedRun run, boolean ready) {}

    /** Cancels a run, if there still is something to cancel. */
    public void cancel(String tenant, RunId run) {
        TenantScope.runForEveryTenant(() ->
                QuarkusTransaction.requiringNew()
                        .run(() -> cancelInTransaction(tenant, run.value())));
        active.stop(run, Execution.Stop.CANCELLED);
        bell.ring();
    }

    /** Which of these runs are to stop. */
    Set<RunId> wanted(Collection<RunId> running) {
        List<UUID> ids = running.stream().map(RunId::value).toList();
        return TenantScope.callForEveryTenant(() ->
                sql.list(WANTED, row -> new RunId(row.getObject(1, UUID.class)), ids).stream()
                        .collect(Collectors.toSet()));
    }

    private void cancelInTransaction(String tenant, UUID run) {
        Optional<Predecessor> known =
                sql.find(
                        "SELECT after_run_id FROM run WHERE id = ? AND tenant = ?",
                        row -> new Predecessor(row.getObject(1, UUID.class)),
                        run,
                        tenant);
        if (known.isEmpty()) {
            return;
        }
        UUID before = known.get().id();
        boolean free = before == null || hasEnded(before);
        Optional<Withdrawn> withdrawn = endQueued(tenant, run, before);
        if (withdrawn.isEmpty()) {
            // It runs, or it ran and waits for a successor of its worker, who ends it.
            sql.update(MARK, run, tenant);
            return;
        }
        sql.update(PASS_ON_PREDECESSOR, before, free || withdrawn.get().ready(), run);
        events.append(
                withdrawn.get().run(),
                ended -> new RunActivity.Cancelled(ended.agent(), "", List.of(), Usage.NONE));
    }

    /** Ends a run that nobody has begun, if it still waits for the same predecessor. */
    private Optional<Withdrawn> endQueued(String tenant, UUID run, @Nullable UUID before) {
        return sql.find(
                END_QUEUED,
                row -> new Withdrawn(TerminalEvents.EndedRun.read(row), row.getBoolean("ready")),
                run,
                tenant,
                before);
    }

    /** Locks the predecessor before the run itself, as the end of the predecessor does. */
    private boolean hasEnded(UUID predecessor) {
        return sql.find(
                        "SELECT ended_at IS NOT NULL FROM run WHERE id = ? FOR SHARE",
                        row -> row.getBoolean(1),
                        predecessor)
                .orElse(false);
    }
}

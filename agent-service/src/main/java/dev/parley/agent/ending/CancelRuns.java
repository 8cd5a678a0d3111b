package dev.parley.agent.ending;

import dev.parley.agent.journal.Journal;
import dev.parley.agent.queue.ActiveRuns;
import dev.parley.agent.queue.Execution;
import dev.parley.agent.queue.QueueBell;
import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cancels runs. One that nobody has ends here, whether or not it was begun before, and whoever
 * waited for it waits for its predecessor instead, so that a conversation still has one run at a
 * time. One that runs is marked, and its worker ends it. One that has ended stays as it is.
 */
@ApplicationScoped
public class CancelRuns {

    private static final String END_QUEUED =
            """
            UPDATE run SET status = 'CANCELLED', epoch = epoch + 1, ended_at = now(),
                           cancel_requested_at = coalesce(cancel_requested_at, now()), due_at = NULL
             WHERE id = ? AND tenant = ? AND status = 'QUEUED' AND after_run_id IS NOT DISTINCT FROM ?
            RETURNING %s, ready
            """
                    .formatted(TerminalEvents.EndedRun.COLUMNS);

    private static final String MARK =
            """
            UPDATE run SET cancel_requested_at = coalesce(cancel_requested_at, now()), ready = ready OR due_at IS NOT NULL,
                           due_at = NULL
             WHERE id = ? AND tenant = ? AND (status = 'RUNNING' OR ? AND ended_at IS NULL)
            """;

    /** How often a run may change between the look and the write before it is only marked. */
    private static final int TRIES = 10;

    private static final String UNWANTED =
            "SELECT id, tenant FROM run WHERE status = 'QUEUED' AND cancel_requested_at IS NOT NULL LIMIT ?";

    private static final String PASS_ON_PREDECESSOR =
            """
            UPDATE run SET after_run_id = ?, ready = ready OR (? AND status = 'QUEUED')
             WHERE after_run_id = ? AND status IN ('QUEUED', 'CANCELLED')
            """;

    private static final String WANTED =
            "SELECT id FROM run WHERE id = ANY (?) AND cancel_requested_at IS NOT NULL";

    private final Sql sql;
    private final TerminalEvents events;
    private final FinalRecord record;
    private final QueueBell bell;
    private final ActiveRuns active;

    @Inject
    CancelRuns(
            Sql sql, TerminalEvents events, FinalRecord record, QueueBell bell, ActiveRuns active) {
        this.sql = sql;
        this.events = events;
        this.record = record;
        this.bell = bell;
        this.active = active;
    }

    private record Standing(RunStatus status, @Nullable UUID predecessor, boolean ended) {

        static Standing read(ResultSet row) throws SQLException {
            return new Standing(
                    RunStatus.valueOf(row.getString(1)),
                    row.getObject(2, UUID.class),
                    row.getBoolean(3));
        }
    }

    private record Unwanted(String tenant, RunId run) {}

    private record Withdrawn(TerminalEvents.EndedRun run, boolean ready) {}

    /** Cancels a run, if there still is something to cancel. */
    public void cancel(String tenant, RunId run) {
        TenantScope.runForEveryTenant(() -> {
            boolean settled = false;
            for (int tries = 1; !settled; tries++) {
                boolean last = tries == TRIES;
                settled =
                        QuarkusTransaction.requiringNew()
                                .call(() -> settle(tenant, run.value(), last));
            }
        });
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

    /**
     * Ends up to so many runs that are marked and that nobody has: their worker was gone before it
     * heard.
     */
    void endUnwanted(int limit) {
        TenantScope.callForEveryTenant(() ->
                        sql.list(
                                UNWANTED,
                                row ->
                                        new Unwanted(
                                                row.getString("tenant"),
                                                new RunId(row.getObject("id", UUID.class))),
                                limit))
                .forEach(it -> cancel(it.tenant(), it.run()));
    }

    /**
     * Makes of a run what its cancellation makes of it.
     *
     * @param mark whether it is only marked if it is in the queue: its next worker ends it
     * @return false if it changed meanwhile, such as by the cancellation of the one before it
     */
    private boolean settle(String tenant, UUID run, boolean mark) {
        Optional<Standing> known =
                sql.find(
                        "SELECT status, after_run_id, ended_at IS NOT NULL FROM run WHERE id = ? AND tenant = ?",
                        Standing::read,
                        run,
                        tenant);
        if (known.isEmpty() || known.get().ended()) {
            return true;
        }
        if (mark || known.get().status() == RunStatus.RUNNING) {
            return sql.update(MARK, run, tenant, mark) > 0 || mark;
        }
        UUID before = known.get().predecessor();
        boolean free = before == null || hasEnded(before);
        Optional<Withdrawn> withdrawn = endQueued(tenant, run, before);
        withdrawn.ifPresent(it -> {
            sql.update(PASS_ON_PREDECESSOR, before, free || it.ready(), run);
            Journal.Outcome outcome = record.keep(it.run(), true);
            events.append(
                    it.run(),
                    ended ->
                            new RunActivity.Cancelled(
                                    ended.agent(),
                                    outcome.reply(),
                                    outcome.toolCalls(),
                                    outcome.usage()));
        });
        return withdrawn.isPresent();
    }

    /** Ends a run that nobody has, if it still waits for the same predecessor. */
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
                .or(() -> sql.find("SELECT run_is_over(?)", row -> row.getBoolean(1), predecessor))
                .orElseThrow();
    }
}

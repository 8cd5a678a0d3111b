package dev.parley.agent.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.Topic;
import dev.parley.contracts.event.CancelRequested;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunEvent;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * worker ends it. One that has ended stays as it is.
 */
@ApplicationScoped
public class CancelRuns {

    private static final String END_QUEUED =
            """
            UPDATE run SET status = 'CANCELLED', epoch = epoch + 1, ended_at = now(), cancel_requested_at = now()
             WHERE id = ? AND tenant = ? AND status = 'QUEUED' AND after_run_id IS NOT DISTINCT FROM ?
                   AND started_at IS NULL
            RETURNING agent_name, epoch, ready
            """;

    private static final String MARK =
            """
            UPDATE run SET cancel_requested_at = coalesce(cancel_requested_at, now())
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
    private final Outbox outbox;
    private final QueueBell bell;
    private final ActiveRuns active;

    @Inject
    CancelRuns(Sql sql, Outbox outbox, QueueBell bell, ActiveRuns active) {
        this.sql = sql;
        this.outbox = outbox;
        this.bell = bell;
        this.active = active;
    }

    private record Predecessor(@Nullable UUID id) {}

    private record Ended(String agent, int epoch, boolean ready) {}

    /** Cancels a run, if there still is something to cancel. */
    public void cancel(CancelRequested wanted) {
        TenantScope.runForEveryTenant(
                () -> QuarkusTransaction.requiringNew().run(() -> cancelInTransaction(wanted)));
        active.cancel(wanted.runId());
        bell.ring();
    }

    /** Which of these runs are to stop. */
    Set<RunId> wanted(Collection<RunId> running) {
        List<UUID> ids = running.stream().map(RunId::value).toList();
        return TenantScope.callForEveryTenant(() ->
                sql.list(WANTED, row -> new RunId(row.getObject(1, UUID.class)), ids).stream()
                        .collect(Collectors.toSet()));
    }

    private void cancelInTransaction(CancelRequested wanted) {
        UUID run = wanted.runId().value();
        Optional<Predecessor> known =
                sql.find(
                        "SELECT after_run_id FROM run WHERE id = ? AND tenant = ?",
                        row -> new Predecessor(row.getObject(1, UUID.class)),
                        run,
                        wanted.tenant());
        if (known.isEmpty()) {
            return;
        }
        UUID before = known.get().id();
        boolean free = before == null || hasEnded(before);
        Optional<Ended> ended = endQueued(wanted, before);
        if (ended.isEmpty()) {
            // It runs, or it ran and waits for a successor of its worker, who ends it.
            sql.update(MARK, run, wanted.tenant());
            return;
        }
        sql.update(PASS_ON_PREDECESSOR, before, free || ended.get().ready(), run);
        outbox.append(List.of(terminal(wanted, ended.get())));
    }

    /** Ends a run that nobody has begun, if it still waits for the same predecessor. */
    private Optional<Ended> endQueued(CancelRequested wanted, @Nullable UUID before) {
        return sql.find(
                END_QUEUED,
                row -> new Ended(row.getString(1), row.getInt(2), row.getBoolean(3)),
                wanted.runId().value(),
                wanted.tenant(),
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

    private static OutboxEvent terminal(CancelRequested wanted, Ended run) {
        RunEvent event =
                new RunEvent(
                        RunEvent.VERSION,
                        wanted.tenant(),
                        wanted.conversationId(),
                        wanted.runId(),
                        run.epoch(),
                        0,
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        new RunActivity.Cancelled(run.agent(), "", List.of(), Usage.NONE));
        try {
            return new OutboxEvent(
                    wanted.tenant(),
                    Topic.RUN_EVENTS.topicName(),
                    wanted.conversationId().toString(),
                    EventJson.mapper().writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}

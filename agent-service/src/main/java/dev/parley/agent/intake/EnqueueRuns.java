package dev.parley.agent.intake;

import dev.parley.agent.queue.QueueBell;
import dev.parley.agent.queue.RunColumns;
import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.MessagePosted;
import dev.parley.platform.database.Sql;
import dev.parley.platform.events.Received;
import dev.parley.platform.tenancy.TenantScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes runs of posted messages: inbox and runs in one transaction, so that a redelivery changes
 * nothing.
 */
@ApplicationScoped
class EnqueueRuns {

    private static final String CONSUMER = "messages";

    private static final String TAKE_IN =
            """
            INSERT INTO inbox (consumer, event_id, tenant)
            SELECT ?, e.id, e.tenant FROM unnest(?, ?) AS e (id, tenant)
            ON CONFLICT DO NOTHING RETURNING event_id
            """;

    /**
     * Waits for a predecessor that is just ending, so that its end is seen or this run is seen by
     * it.
     */
    private static final String LOCK_PREDECESSORS =
            "SELECT id, status, after_run_id FROM run WHERE id = ANY (?) ORDER BY id FOR SHARE";

    private static final String INSERT =
            """
            INSERT INTO run (id, tenant, user_id, user_roles, conversation_id, message_seq, after_run_id, agent_name, priority, content,
                             branch, options, traceparent, retry_of, status, accepted_at, ready)
            VALUES (?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', least(?, now()),
                    ?::uuid IS NULL OR run_is_over(?::uuid))
            ON CONFLICT (id) DO NOTHING\
            """;

    /**
     * What a run goes on with is what the failed one had: its agent's version, its wishes, its
     * steps; but not the rights of its user, who may be another now or may have others.
     */
    private static final String TAKE_OVER =
            """
            UPDATE run SET agent_name = failed.agent_name, agent_id = failed.agent_id, agent_version = failed.agent_version,
                           options = failed.options
              FROM run AS failed
             WHERE run.id = ANY (?) AND failed.id = run.retry_of AND failed.tenant = run.tenant
            """;

    private static final String TAKE_OVER_STEPS =
            """
            INSERT INTO run_step (run_id, step, call_index, tenant, epoch, body, input_hash, started_at, ended_at, planned_by,
                                  earlier_claims)
            SELECT run.id, s.step, s.call_index, s.tenant, 0, s.body, s.input_hash, s.started_at, s.ended_at,
                   coalesce(s.planned_by, s.run_id), s.earlier_claims + failed.epoch
              FROM run JOIN run AS failed ON failed.id = run.retry_of AND failed.tenant = run.tenant
              JOIN run_step AS s ON s.run_id = failed.id
             WHERE run.id = ANY (?)
            """;

    /** So that an operator who looks at the dead letter sees that somebody cares for it. */
    private static final String MARK_RETRIED =
            """
            UPDATE run AS failed SET retried_by = run.id
              FROM run WHERE run.id = ANY (?) AND failed.id = run.retry_of AND failed.tenant = run.tenant
                             AND failed.retried_by IS NULL
            """;

    private final Sql sql;
    private final QueueBell bell;
    private final Counter repeated;

    @Inject
    EnqueueRuns(Sql sql, QueueBell bell, MeterRegistry meters) {
        this.sql = sql;
        this.bell = bell;
        this.repeated =
                Counter.builder("parley.inbox.repeated")
                        .description("Events that were delivered again and changed nothing")
                        .register(meters);
    }

    void enqueue(List<Received<MessagePosted>> batch) {
        TenantScope.runForEveryTenant(
                () -> QuarkusTransaction.requiringNew().run(() -> insert(batch)));
        bell.ring();
    }

    private void insert(List<Received<MessagePosted>> batch) {
        Set<UUID> fresh = takeIn(batch);
        repeated.increment(batch.size() - fresh.size());
        List<Received<MessagePosted>> messages =
                batch.stream()
                        .filter(received -> fresh.remove(received.event().eventId()))
                        .toList();
        List<UUID> predecessors =
                messages.stream()
                        .map(received -> received.event().afterRunId())
                        .filter(Objects::nonNull)
                        .map(run -> run.value())
                        .toList();
        Map<UUID, UUID> standIns = lock(predecessors);
        // A stand-in is never a cancelled run itself, so that one more step is enough.
        lock(List.copyOf(standIns.values()));
        List<@Nullable Object[]> rows = new ArrayList<>(messages.size());
        messages.forEach(received -> rows.add(row(received, standIns)));
        sql.batch(INSERT, rows);
        takeOver(messages);
    }

    private void takeOver(List<Received<MessagePosted>> messages) {
        List<UUID> retries =
                messages.stream()
                        .map(Received::event)
                        .filter(message -> message.retryOf() != null)
                        .map(message -> message.runId().value())
                        .toList();
        if (!retries.isEmpty()) {
            sql.update(TAKE_OVER, retries);
            sql.update(TAKE_OVER_STEPS, retries);
            sql.update(MARK_RETRIED, retries);
        }
    }

    /**
     * Locks runs, and says which run to wait for instead of one that was cancelled before its turn
     * came.
     */
    private Map<UUID, UUID> lock(List<UUID> predecessors) {
        Map<UUID, UUID> standIns = new HashMap<>();
        if (!predecessors.isEmpty()) {
            sql.list(
                    LOCK_PREDECESSORS,
                    row -> {
                        UUID before = row.getObject(3, UUID.class);
                        if (before != null && RunStatus.CANCELLED.name().equals(row.getString(2))) {
                            standIns.put(row.getObject(1, UUID.class), before);
                        }
                        return true;
                    },
                    predecessors);
        }
        return standIns;
    }

    private Set<UUID> takeIn(List<Received<MessagePosted>> batch) {
        List<UUID> ids = batch.stream().map(received -> received.event().eventId()).toList();
        List<String> tenants = batch.stream().map(received -> received.event().tenant()).toList();
        return new HashSet<>(
                sql.list(TAKE_IN, row -> row.getObject(1, UUID.class), CONSUMER, ids, tenants));
    }

    private static @Nullable Object[] row(
            Received<MessagePosted> received, Map<UUID, UUID> standIns) {
        MessagePosted message = received.event();
        UUID named = message.afterRunId() == null ? null : message.afterRunId().value();
        UUID after = named == null ? null : standIns.getOrDefault(named, named);
        return new @Nullable Object[] {
            message.runId().value(),
            message.tenant(),
            message.user(),
            message.userRolesOrNone(),
            message.conversationId().value(),
            message.messageSeq(),
            after,
            message.agent(),
            message.priority().ordinal(),
            message.content(),
            message.branchOrRoot(),
            RunColumns.write(message.options()),
            received.traceparent(),
            message.retryOf() == null ? null : message.retryOf().value(),
            message.at(),
            after,
            after
        };
    }
}

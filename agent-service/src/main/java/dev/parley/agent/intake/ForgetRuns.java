package dev.parley.agent.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.agent.queue.ActiveRuns;
import dev.parley.agent.queue.Execution;
import dev.parley.contracts.Topic;
import dev.parley.contracts.event.ConversationDeleted;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunsDeleted;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.UuidV7;
import dev.parley.platform.database.Sql;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Deletes the runs of a deleted conversation with their steps, and tells who keeps something of
 * them. A worker that still holds one finds it gone and stops.
 */
@ApplicationScoped
class ForgetRuns {

    private static final String BITE =
            "SELECT id FROM run WHERE conversation_id = ? AND tenant = ? LIMIT "
                    + RunsDeleted.MAX_RUNS
                    + " FOR UPDATE";

    private final Sql sql;
    private final Outbox outbox;
    private final ActiveRuns active;

    @Inject
    ForgetRuns(Sql sql, Outbox outbox, ActiveRuns active) {
        this.sql = sql;
        this.outbox = outbox;
        this.active = active;
    }

    void forget(ConversationDeleted deleted) {
        List<UUID> bite;
        do {
            bite =
                    TenantScope.callForEveryTenant(
                            () -> QuarkusTransaction.requiringNew().call(() -> delete(deleted)));
            bite.forEach(run -> active.stop(new RunId(run), Execution.Stop.CANCELLED));
        } while (bite.size() == RunsDeleted.MAX_RUNS);
    }

    private List<UUID> delete(ConversationDeleted deleted) {
        List<UUID> runs =
                sql.list(
                        BITE,
                        row -> row.getObject(1, UUID.class),
                        deleted.conversationId().value(),
                        deleted.tenant());
        if (!runs.isEmpty()) {
            sql.update("DELETE FROM run_step WHERE run_id = ANY (?)", runs);
            sql.update("DELETE FROM run WHERE id = ANY (?)", runs);
            outbox.append(List.of(event(deleted, runs)));
        }
        return runs;
    }

    private static OutboxEvent event(ConversationDeleted deleted, List<UUID> runs) {
        RunsDeleted event =
                new RunsDeleted(
                        RunsDeleted.VERSION,
                        UuidV7.next(),
                        deleted.tenant(),
                        runs.stream().map(RunId::new).toList(),
                        Instant.now());
        try {
            return new OutboxEvent(
                    deleted.tenant(),
                    Topic.DELETIONS.topicName(),
                    deleted.conversationId().toString(),
                    EventJson.mapper().writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}

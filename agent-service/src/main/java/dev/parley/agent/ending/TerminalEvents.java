package dev.parley.agent.ending;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.Topic;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunEvent;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The terminal event of a run that ended without its worker, in the transaction that ended it. Its
 * epoch is above any that a worker had, so that it is heard whatever the worker has said.
 */
@ApplicationScoped
class TerminalEvents {

    private final Outbox outbox;

    @Inject
    TerminalEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * A run that has just ended.
     *
     * @param conversationId where its end is told; nowhere if null
     * @param actor on whose behalf its tools were called
     * @param replay whether it has called none
     */
    record EndedRun(
            RunId id,
            String tenant,
            @Nullable ConversationId conversationId,
            String agent,
            int epoch,
            ActingFor actor,
            boolean replay) {

        /** What {@link #read} reads. */
        static final String COLUMNS =
                "id, tenant, conversation_id, agent_name, epoch, user_id, user_roles, replay_of IS NOT NULL AS replay";

        /** Reads {@link #COLUMNS}. */
        static EndedRun read(ResultSet row) throws SQLException {
            @Nullable UUID conversation = row.getObject("conversation_id", UUID.class);
            return new EndedRun(
                    new RunId(row.getObject("id", UUID.class)),
                    row.getString("tenant"),
                    conversation == null ? null : new ConversationId(conversation),
                    row.getString("agent_name"),
                    row.getInt("epoch"),
                    new ActingFor(
                            row.getString("tenant"),
                            row.getString("user_id"),
                            Set.of((String[]) row.getArray("user_roles").getArray())),
                    row.getBoolean("replay"));
        }
    }

    void append(EndedRun run, Function<EndedRun, RunActivity> activity) {
        ConversationId conversation = run.conversationId();
        if (conversation != null && !run.replay()) {
            outbox.append(List.of(row(run, conversation, activity.apply(run))));
        }
    }

    private static OutboxEvent row(
            EndedRun run, ConversationId conversation, RunActivity activity) {
        RunEvent event =
                new RunEvent(
                        RunEvent.VERSION,
                        run.tenant(),
                        conversation,
                        run.id(),
                        run.epoch(),
                        0,
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        activity);
        try {
            return new OutboxEvent(
                    run.tenant(),
                    Topic.RUN_EVENTS.topicName(),
                    conversation.toString(),
                    EventJson.mapper().writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}

package dev.parley.conversation.posting;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.ConversationError;
import dev.parley.conversation.log.VisibleLog;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives a message its place: one statement locks the conversation, numbers the message and its
 * events, and tells which run was accepted before.
 */
@ApplicationScoped
class ConversationGate {

    /** Each accepted message appends {@code message.created} and {@code run.queued}. */
    private static final int EVENTS_PER_MESSAGE = 2;

    private static final int MAX_OPEN_TURNS = 100;

    private static final String ENTER =
            """
            UPDATE conversation
               SET message_count = message_count + 1, last_seq = last_seq + ?, open_turns = open_turns + 1,
                   last_run_id = ?, updated_at = now()
             WHERE id = ? AND tenant = ? AND (user_id = ? OR ?) AND open_turns < ?
            RETURNING new.message_count, new.last_seq, old.last_run_id, agent
            """;

    private final Sql sql;
    private final VisibleLog logs;

    @Inject
    ConversationGate(Sql sql, VisibleLog logs) {
        this.sql = sql;
        this.logs = logs;
    }

    /**
     * Where a message stands.
     *
     * @param messageSeq its number
     * @param firstEventSeq the number of its first event
     * @param afterRunId the run accepted before it, which ends first
     * @param agent the conversation's agent
     */
    record Place(long messageSeq, long firstEventSeq, @Nullable RunId afterRunId, String agent) {

        private static Place read(ResultSet row) throws SQLException {
            UUID before = row.getObject(3, UUID.class);
            return new Place(
                    row.getLong(1),
                    row.getLong(2) - EVENTS_PER_MESSAGE + 1,
                    before == null ? null : new RunId(before),
                    row.getString(4));
        }
    }

    /** Takes the next place, and the lock on the conversation until the transaction ends. */
    Place enter(Caller caller, ConversationId conversation, RunId run) {
        return sql.find(
                        ENTER,
                        Place::read,
                        EVENTS_PER_MESSAGE,
                        run.value(),
                        conversation.value(),
                        caller.tenant(),
                        caller.user(),
                        caller.seesWholeTenant(),
                        MAX_OPEN_TURNS)
                .orElseThrow(() -> refusal(caller, conversation));
    }

    private ProblemException refusal(Caller caller, ConversationId conversation) {
        // Refuses with not-found what is not the caller's.
        logs.lastSeq(caller, conversation);
        return ProblemException.retryLater(
                ConversationError.TOO_MANY_OPEN_RUNS,
                MAX_OPEN_TURNS
                        + " messages of this conversation already wait for an answer; wait for one of them.",
                Duration.ofSeconds(2),
                null);
    }
}

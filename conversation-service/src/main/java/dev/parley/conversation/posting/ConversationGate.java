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
 * Gives messages their places: one statement locks the conversation, numbers the messages and their
 * events, and tells which run was accepted before.
 */
@ApplicationScoped
class ConversationGate {

    private static final int MAX_OPEN_TURNS = 100;

    private static final String ENTER =
            """
            UPDATE conversation
               SET message_count = message_count + ?, last_seq = last_seq + ?, open_turns = open_turns + 1,
                   last_run_id = ?, updated_at = now()
             WHERE id = ? AND tenant = ? AND (user_id = ? OR ?) AND open_turns < ? AND status IN ('active', 'archived')
            RETURNING old.message_count, old.last_seq, old.last_run_id, agent, active_branch, branch_count, user_id, old.open_turns
            """;

    private final Sql sql;
    private final VisibleLog logs;

    @Inject
    ConversationGate(Sql sql, VisibleLog logs) {
        this.sql = sql;
        this.logs = logs;
    }

    /**
     * Where messages stand.
     *
     * @param messages how many the conversation had
     * @param events how many events it had
     * @param afterRunId the run accepted before, which ends first
     * @param agent the conversation's agent
     * @param activeBranch the branch that goes on where nothing else is asked for
     * @param branches how many branches there are
     * @param owner the user whose conversation it is
     * @param openTurns how many runs have not ended
     */
    record Place(
            long messages,
            long events,
            @Nullable RunId afterRunId,
            String agent,
            int activeBranch,
            int branches,
            String owner,
            int openTurns) {

        private static Place read(ResultSet row) throws SQLException {
            UUID before = row.getObject(3, UUID.class);
            return new Place(
                    row.getLong(1),
                    row.getLong(2),
                    before == null ? null : new RunId(before),
                    row.getString(4),
                    row.getInt(5),
                    row.getInt(6),
                    row.getString(7),
                    row.getInt(8));
        }
    }

    /**
     * Takes the next places, and the lock on the conversation until the transaction ends.
     *
     * @param messages how many messages are posted; each appends an event, and their run one more
     */
    Place enter(Caller caller, ConversationId conversation, RunId run, int messages) {
        return sql.find(
                        ENTER,
                        Place::read,
                        messages,
                        messages + 1,
                        run.value(),
                        conversation.value(),
                        caller.tenant(),
                        caller.user(),
                        caller.changesWholeTenant(),
                        MAX_OPEN_TURNS)
                .orElseThrow(() -> refusal(caller, conversation));
    }

    private ProblemException refusal(Caller caller, ConversationId conversation) {
        // Refuses what is not the caller's.
        logs.requireChangeable(caller, conversation);
        if (isImporting(conversation)) {
            return new ProblemException(
                    ConversationError.IMPORT_INCOMPLETE,
                    "The import of this conversation has not come to its last line yet.");
        }
        return ProblemException.retryLater(
                ConversationError.TOO_MANY_OPEN_RUNS,
                MAX_OPEN_TURNS
                        + " messages of this conversation already wait for an answer; wait for one of them.",
                Duration.ofSeconds(2),
                null);
    }

    private boolean isImporting(ConversationId conversation) {
        return sql.find(
                        "SELECT status = 'importing' FROM conversation WHERE id = ?",
                        row -> row.getBoolean(1),
                        conversation.value())
                .orElse(false);
    }
}

package dev.parley.conversation.log;

import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether a caller may read or change a conversation, and how long its log is. */
@ApplicationScoped
public class VisibleLog {

    private static final String LAST_SEQ =
            "SELECT last_seq FROM conversation WHERE id = ? AND tenant = ? AND (user_id = ? OR ?) AND status <> 'deleted'";

    private static final String OWNER =
            "SELECT user_id FROM conversation WHERE id = ? AND tenant = ? AND (user_id = ? OR ?) AND status <> 'deleted'";

    private final Sql sql;

    @Inject
    VisibleLog(Sql sql) {
        this.sql = sql;
    }

    /**
     * The number of the last event, 0 for an empty log; refuses with {@code not-found} what the
     * caller may not see.
     */
    public long lastSeq(Caller caller, ConversationId conversation) {
        return sql.find(
                        LAST_SEQ,
                        row -> row.getLong(1),
                        conversation.value(),
                        caller.tenant(),
                        caller.user(),
                        caller.seesWholeTenant())
                .orElseThrow(() -> ProblemException.notFound("conversation"));
    }

    /**
     * Refuses with {@code not-found} what the caller may not see, and with {@code
     * permission-denied} what he may only read.
     */
    public void requireChangeable(Caller caller, ConversationId conversation) {
        String owner =
                sql.find(
                                OWNER,
                                row -> row.getString(1),
                                conversation.value(),
                                caller.tenant(),
                                caller.user(),
                                caller.seesWholeTenant())
                        .orElseThrow(() -> ProblemException.notFound("conversation"));
        if (!caller.mayChange(owner)) {
            throw ProblemException.notYours("conversation");
        }
    }
}

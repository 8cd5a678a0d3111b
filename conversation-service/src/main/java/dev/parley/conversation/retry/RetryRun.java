package dev.parley.conversation.retry;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.ConversationError;
import dev.parley.conversation.log.VisibleLog;
import dev.parley.conversation.posting.Accepted;
import dev.parley.conversation.posting.OnBusy;
import dev.parley.conversation.posting.PostMessage;
import dev.parley.conversation.posting.Posting;
import dev.parley.conversation.posting.Target;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Accepts another run of a message whose run failed, once. */
@ApplicationScoped
class RetryRun {

    /** Locks the turn, so that of two retries at once one finds the other. */
    private static final String FAILED =
            """
            SELECT m.id, t.status = 'FAILED' AND t.retried_by IS NULL
              FROM turn AS t JOIN message AS m ON m.conversation_id = t.conversation_id AND m.seq = t.message_seq
             WHERE t.run_id = ? AND t.conversation_id = ? FOR UPDATE OF t
            """;

    private static final String RETRIED = "UPDATE turn SET retried_by = ? WHERE run_id = ?";

    private final Sql sql;
    private final VisibleLog logs;
    private final PostMessage postMessage;

    @Inject
    RetryRun(Sql sql, VisibleLog logs, PostMessage postMessage) {
        this.sql = sql;
        this.logs = logs;
        this.postMessage = postMessage;
    }

    private record FailedTurn(MessageId message, boolean canBeRetried) {}

    /**
     * Refuses with {@code not-found} what the caller may not see, with {@code permission-denied}
     * what he may only read, and with {@code run-not-failed} a run that has not failed or was tried
     * again.
     */
    @Transactional
    Accepted retry(Caller caller, ConversationId conversation, RunId failed, RetryRequest wanted) {
        logs.requireChangeable(caller, conversation);
        FailedTurn turn =
                sql.find(
                                FAILED,
                                row ->
                                        new FailedTurn(
                                                new MessageId(row.getObject(1, UUID.class)),
                                                row.getBoolean(2)),
                                failed.value(),
                                conversation.value())
                        .orElseThrow(() -> ProblemException.notFound("run"));
        if (!turn.canBeRetried()) {
            throw new ProblemException(
                    ConversationError.RUN_NOT_FAILED,
                    "Only a run that has failed can be tried again, and only once; try its successor.");
        }
        Posting posting =
                new Posting(
                        new Target.RetryOf(turn.message(), failed),
                        List.of(),
                        wanted.priorityOrDefault(),
                        OnBusy.ENQUEUE,
                        null,
                        "{}",
                        null);
        Accepted accepted = postMessage.post(caller, conversation, posting);
        sql.update(RETRIED, accepted.run().id().value(), failed.value());
        return accepted;
    }
}

package dev.parley.conversation.cancel;

import dev.parley.contracts.event.CancelRequested;
import dev.parley.contracts.event.ConversationEvent;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.UuidV7;
import dev.parley.conversation.log.VisibleLog;
import dev.parley.conversation.outgoing.ConversationEvents;
import dev.parley.conversation.turn.Turns;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks agent-service to stop runs. The wish takes the way of the messages, so that it never arrives
 * before the run that it is about. Asked twice it does the same once.
 */
@ApplicationScoped
public class CancelRuns {

    private final VisibleLog logs;
    private final Turns turns;
    private final Outbox outbox;

    @Inject
    CancelRuns(VisibleLog logs, Turns turns, Outbox outbox) {
        this.logs = logs;
        this.turns = turns;
        this.outbox = outbox;
    }

    /**
     * Asks open runs of a conversation to stop; refuses with {@code not-found} what the caller may
     * not see, and with {@code permission-denied} what he may only read.
     *
     * @param run the one to stop; all if null
     */
    @Transactional
    public Cancelling cancel(Caller caller, ConversationId conversation, @Nullable RunId run) {
        logs.requireChangeable(caller, conversation);
        List<RunId> runs =
                turns.openRuns(conversation).stream()
                        .filter(open -> run == null || run.equals(open))
                        .toList();
        ask(caller, conversation, runs);
        return new Cancelling(runs);
    }

    /**
     * Asks these runs to stop, in the caller's transaction.
     *
     * @param runs in the order in which they were accepted
     */
    public void ask(Caller caller, ConversationId conversation, List<RunId> runs) {
        // The last first: what waits must not begin because the one before it has been stopped.
        outbox.append(
                runs.reversed().stream().map(open -> wish(caller, conversation, open)).toList());
    }

    private static OutboxEvent wish(Caller caller, ConversationId conversation, RunId run) {
        return ConversationEvents.row(
                new CancelRequested(
                        ConversationEvent.VERSION,
                        UuidV7.next(),
                        caller.tenant(),
                        conversation,
                        run,
                        Instant.now()));
    }
}

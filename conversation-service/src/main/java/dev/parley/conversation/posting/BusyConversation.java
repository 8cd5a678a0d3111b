package dev.parley.conversation.posting;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.ConversationError;
import dev.parley.conversation.cancel.CancelRuns;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Does what a message wants while others of its conversation have no answer yet. */
@ApplicationScoped
class BusyConversation {

    private final CancelRuns cancellations;

    @Inject
    BusyConversation(CancelRuns cancellations) {
        this.cancellations = cancellations;
    }

    /**
     * Under the lock on the conversation; refuses with {@code conversation-busy} where that is
     * wanted.
     *
     * @param open the runs that have not ended, in the order of their acceptance
     */
    void meet(Caller caller, ConversationId conversation, OnBusy wanted, List<RunId> open) {
        if (open.isEmpty()) {
            return;
        }
        switch (wanted) {
            case ENQUEUE -> {}
            case REJECT ->
                    throw new ProblemException(
                            ConversationError.CONVERSATION_BUSY,
                            "Another message of this conversation is being answered; wait for it, or ask with on_busy interrupt.");
            case INTERRUPT -> cancellations.ask(caller, conversation, open);
        }
    }
}

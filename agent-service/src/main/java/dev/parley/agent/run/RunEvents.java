package dev.parley.agent.run;

import dev.parley.agent.queue.ClaimedRun;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.events.EventSender;
import dev.parley.platform.outbox.OutboxEvent;
import java.time.Duration;
import java.util.List;

/** What one claim of a run says to the readers of its conversation. */
interface RunEvents {

    /** Nobody hears of a run without a conversation, nor of a replay. */
    static RunEvents of(ClaimedRun run, EventSender sender) {
        ConversationId conversation = run.conversationId();
        return conversation == null || run.replayOf() != null
                ? new Unheard()
                : new SentEvents(run, conversation, sender);
    }

    /** Sends an event on its way, without waiting. */
    void emit(RunActivity activity);

    /**
     * The rows that the transaction ending the run puts into the outbox: what Kafka has not taken
     * within {@code patience}, and the terminal event.
     */
    List<OutboxEvent> toOutbox(RunActivity terminal, Duration patience) throws InterruptedException;

    /** Says nothing. */
    record Unheard() implements RunEvents {

        @Override
        public void emit(RunActivity activity) {
            // Whoever started the run looks at it.
        }

        @Override
        public List<OutboxEvent> toOutbox(RunActivity terminal, Duration patience) {
            return List.of();
        }
    }
}

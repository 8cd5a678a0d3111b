package dev.parley.agent.run;

import dev.parley.agent.queue.ClaimedRun;
import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Keeps the order of a conversation's events: a run says nothing before the terminal event of the
 * run before it, which goes through the outbox, has reached Kafka. While Kafka is away the run
 * waits, since nobody could hear it.
 */
@ApplicationScoped
class PredecessorEvents {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(3);
    private static final Duration MAX_PAUSE = Duration.ofMillis(200);

    private final Outbox outbox;

    @Inject
    PredecessorEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void awaitRelayed(ClaimedRun run) throws InterruptedException {
        ConversationId conversation = run.conversationId();
        if (conversation == null || !run.hasPredecessor()) {
            return;
        }
        Duration pause = FIRST_PAUSE;
        while (!outbox.emptyFor(conversation.toString())) {
            Thread.sleep(pause);
            pause =
                    pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0
                            ? pause.multipliedBy(2)
                            : MAX_PAUSE;
        }
    }
}

package dev.parley.agent.run;

import dev.parley.agent.queue.ClaimedRun;
import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Keeps the order of a conversation's events: a run says nothing before the terminal event of the
 * run before it, which goes through the outbox, has reached Kafka. While Kafka is away a run does
 * not begin, since nobody could hear it.
 */
@ApplicationScoped
class PredecessorEvents {

    /** Longer than Kafka needs, unless it is away. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(3);
    private static final Duration MAX_PAUSE = Duration.ofMillis(200);

    private final Predicate<String> relayed;
    private final Duration patience;

    @Inject
    PredecessorEvents(Outbox outbox) {
        this(outbox::emptyFor, PATIENCE);
    }

    /**
     * @param relayed whether nothing with a key waits for Kafka
     * @param patience how long a run waits for that with its slot
     */
    PredecessorEvents(Predicate<String> relayed, Duration patience) {
        this.relayed = relayed;
        this.patience = patience;
    }

    /** Waits a while; false if the run is to be put off. */
    boolean awaitRelayed(ClaimedRun run) throws InterruptedException {
        ConversationId conversation = run.conversationId();
        if (conversation == null || !run.hasPredecessor()) {
            return true;
        }
        long began = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (!relayed.test(conversation.toString())) {
            if (System.nanoTime() - began >= patience.toNanos()) {
                return false;
            }
            Thread.sleep(pause);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(MAX_PAUSE) < 0 ? longer : MAX_PAUSE;
        }
        return true;
    }
}

package dev.parley.conversation.stream;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.log.LogEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One reader's end of the hot tail. Its queue is bounded: what does not fit is left out, and the
 * reader finds the gap and reads the log instead.
 */
final class Subscription implements AutoCloseable {

    /** What a reader is told. */
    sealed interface Signal {

        /** New events, in order. */
        record Appended(List<LogEvent> events) implements Signal {}

        /** The log is longer than the reader may know. */
        record LogHasGrown() implements Signal {}

        /** The conversation was deleted: nothing follows. */
        record Ended() implements Signal {}
    }

    private static final int CAPACITY = 256;

    private final ConversationId conversation;
    private final TailHub hub;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>(CAPACITY);

    Subscription(ConversationId conversation, TailHub hub) {
        this.conversation = conversation;
        this.hub = hub;
    }

    ConversationId conversation() {
        return conversation;
    }

    /** Called by writers; never waits. */
    void offer(Signal signal) {
        if (!signals.offer(signal)) {
            hub.countOverflow();
        }
    }

    /** The next signal, or nothing within {@code patience}. */
    Optional<Signal> await(Duration patience) throws InterruptedException {
        return Optional.ofNullable(signals.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Whatever else waits already. */
    List<Signal> drain() {
        List<Signal> waiting = new ArrayList<>();
        signals.drainTo(waiting);
        return waiting;
    }

    @Override
    public void close() {
        hub.remove(this);
    }
}

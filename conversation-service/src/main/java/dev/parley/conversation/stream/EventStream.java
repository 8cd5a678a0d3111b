package dev.parley.conversation.stream;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.log.EventLog;
import dev.parley.conversation.log.LogEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reader's way through a log: what the tail brings is taken where it fits, and the log is read
 * wherever it does not. Gives every event after the starting point exactly once and in order.
 */
final class EventStream implements AutoCloseable {

    private static final int PAGE = 500;

    private final EventLog log;
    private final ConversationId conversation;
    private final Subscription tail;
    private long last;
    private boolean behind;
    private boolean ended;

    /**
     * Continues after an event.
     *
     * @param tail must have been subscribed before {@code after} was decided, so that nothing falls
     *     between
     * @param after the last event that the reader has
     * @param replay whether the log may already hold more
     */
    EventStream(
            EventLog log,
            ConversationId conversation,
            Subscription tail,
            long after,
            boolean replay) {
        this.log = log;
        this.conversation = conversation;
        this.tail = tail;
        this.last = after;
        this.behind = replay;
    }

    /** The last event that the reader has. */
    long last() {
        return last;
    }

    /** Whether nothing can follow, because the conversation was deleted. */
    boolean ended() {
        return ended;
    }

    /** The next events, at most a page; empty if nothing came within {@code patience}. */
    List<LogEvent> next(Duration patience) throws InterruptedException {
        if (behind) {
            return page();
        }
        Optional<Subscription.Signal> signal = tail.await(patience);
        if (signal.isEmpty()) {
            return List.of();
        }
        List<LogEvent> fresh = new ArrayList<>();
        take(signal.get(), fresh);
        for (Subscription.Signal further : tail.drain()) {
            take(further, fresh);
        }
        return fresh.isEmpty() && behind ? page() : fresh;
    }

    /** What the log holds beyond the last event, without waiting; empty at its end. */
    List<LogEvent> page() {
        List<LogEvent> events = log.readAfter(conversation, last, PAGE);
        if (!events.isEmpty()) {
            last = events.getLast().seq();
        }
        behind = events.size() == PAGE;
        return events;
    }

    private void take(Subscription.Signal signal, List<LogEvent> fresh) {
        switch (signal) {
            case Subscription.Signal.LogHasGrown grown -> behind = true;
            case Subscription.Signal.Ended gone -> ended = true;
            case Subscription.Signal.Appended appended ->
                    appended.events().forEach(event -> take(event, fresh));
        }
    }

    private void take(LogEvent event, List<LogEvent> fresh) {
        if (event.seq() == last + 1) {
            fresh.add(event);
            last = event.seq();
        } else if (event.seq() > last) {
            behind = true;
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}

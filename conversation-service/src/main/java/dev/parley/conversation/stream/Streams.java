package dev.parley.conversation.stream;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.log.EventLog;
import dev.parley.conversation.log.LogEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Set;

/**
 * Opens streams over logs: the tail is subscribed before the starting point is decided, so that
 * nothing falls between.
 */
@ApplicationScoped
public class Streams {

    private final TailHub hub;
    private final EventLog log;
    private final SseReader reader;

    @Inject
    Streams(TailHub hub, EventLog log, SseReader reader) {
        this.hub = hub;
        this.log = log;
        this.reader = reader;
    }

    /** Begins to listen. Do so before the event is caused that the stream begins with. */
    public Tail listen(ConversationId conversation) {
        return new Tail(hub.subscribe(conversation));
    }

    /** The conversations that somebody listens to on this replica. */
    public Set<ConversationId> watched() {
        return hub.watched();
    }

    /** A conversation that is being listened to. Close it. */
    public final class Tail implements AutoCloseable {

        private final Subscription subscription;

        private Tail(Subscription subscription) {
            this.subscription = subscription;
        }

        /**
         * Writes a run's events up to its terminal one.
         *
         * @param after the last event before the run's first
         * @param replay whether the run may have begun before the listening did
         */
        public void writeRun(RunId run, long after, boolean replay, SseEventSink sink, Sse sse) {
            reader.write(
                    from(after, replay),
                    new SseReader.Client(sink, sse),
                    event -> event.runId().equals(run),
                    event -> event.endsRun() && event.runId().equals(run),
                    true);
        }

        /**
         * A run's events, those that the log holds by now among them.
         *
         * @param after the last event before the run's first
         */
        public RunFeed feed(RunId run, long after) {
            return new RunFeed(from(after, true), run, after);
        }

        /** Writes everything after an event; with {@code follow} until the client leaves. */
        void writeAll(long after, boolean follow, SseEventSink sink, Sse sse) {
            reader.write(
                    from(after, true),
                    new SseReader.Client(sink, sse),
                    event -> true,
                    Streams::never,
                    follow);
        }

        private EventStream from(long after, boolean replay) {
            return new EventStream(log, subscription.conversation(), subscription, after, replay);
        }

        @Override
        public void close() {
            subscription.close();
        }
    }

    private static boolean never(LogEvent event) {
        return false;
    }
}

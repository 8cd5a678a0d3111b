package dev.parley.conversation.stream;

import dev.parley.conversation.log.LogEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Writes a stream to one client, as fast as the client reads and no faster. A client that reads
 * nothing for half a minute is cut; it can resume.
 */
@ApplicationScoped
public class SseReader {

    private static final Logger LOG = Logger.getLogger(SseReader.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final long WRITE_TIMEOUT_SECONDS = 30;
    private static final int RETRY_MILLIS = 1_000;

    private final Counter cut;

    @Inject
    SseReader(MeterRegistry meters) {
        this.cut =
                Counter.builder("parley.stream.disconnects")
                        .tag("reason", "not-reading")
                        .description("Streams that were cut because their client did not read")
                        .register(meters);
    }

    /**
     * Writes events until one ends the stream, the client leaves, the conversation is deleted, or,
     * without {@code follow}, the log ends.
     *
     * @param shown which events this client is shown
     * @param ends after which event the stream ends
     */
    void write(
            EventStream stream,
            Client client,
            Predicate<LogEvent> shown,
            Predicate<LogEvent> ends,
            boolean follow) {
        try {
            client.open(stream.last());
            while (!client.sink().isClosed() && !stream.ended()) {
                List<LogEvent> events = follow ? stream.next(HEARTBEAT) : stream.page();
                if (events.isEmpty()) {
                    if (!follow) {
                        return;
                    }
                    client.comment();
                }
                for (LogEvent event : events) {
                    if (shown.test(event)) {
                        client.send(event);
                    }
                    if (ends.test(event)) {
                        return;
                    }
                }
            }
        } catch (TimeoutException e) {
            cut.increment();
            LOG.debug("A stream was cut: its client does not read.");
        } catch (ExecutionException | IllegalStateException e) {
            // A sink that closed between the look and the write throws IllegalStateException.
            LOG.debugf("A client left its stream: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A client's connection. */
    record Client(SseEventSink sink, Sse sse) {

        /**
         * Sends the headers on their way and tells the client when to come back, spread out so that
         * not all come at once, and after which event: who is cut before the first one has not
         * missed it.
         */
        void open(long after) throws InterruptedException, ExecutionException, TimeoutException {
            int retry = RETRY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_MILLIS);
            write(
                    sse.newEventBuilder()
                            .id(Long.toString(after))
                            .reconnectDelay(retry)
                            .comment("parley")
                            .build());
        }

        void comment() throws InterruptedException, ExecutionException, TimeoutException {
            write(sse.newEventBuilder().comment("still here").build());
        }

        void send(LogEvent event)
                throws InterruptedException, ExecutionException, TimeoutException {
            write(
                    sse.newEventBuilder()
                            .id(Long.toString(event.seq()))
                            .name(event.type())
                            .mediaType(MediaType.TEXT_PLAIN_TYPE)
                            .data(event.toJson())
                            .build());
        }

        private void write(OutboundSseEvent event)
                throws InterruptedException, ExecutionException, TimeoutException {
            sink.send(event).toCompletableFuture().get(WRITE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }
}

package dev.parley.platform.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/**
 * Where records go that cannot be read or handled: {@code <topic>.dlq}, key and value byte for
 * byte, with headers that say why. Waits for the acknowledgement: if the dead-letter topic is away,
 * the partition stands still and nothing is dropped.
 */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final String SUFFIX = ".dlq";

    private final EventSender sender;
    private final MeterRegistry meters;

    @Inject
    DeadLetters(EventSender sender, MeterRegistry meters) {
        this.sender = sender;
        this.meters = meters;
    }

    void bury(ConsumerRecord<byte[], byte[]> dead, String group, String code, int attempts) {
        String topic = dead.topic() + SUFFIX;
        var letter =
                EventSender.withHeaders(
                        topic, dead.key(), dead.value(), headers(dead, group, code, attempts));
        try {
            sender.send(letter).join();
        } catch (CompletionException e) {
            throw new DeadLetterUnwritable("the dead-letter topic " + topic + " takes nothing", e);
        }
        Counter.builder("parley.dead.letter.records")
                .tag("topic", dead.topic())
                .register(meters)
                .increment();
        LOG.errorf(
                "Record %s-%d@%d went to %s: %s. Mend the writer, then publish it again.",
                dead.topic(), dead.partition(), dead.offset(), topic, code);
    }

    private static Headers headers(
            ConsumerRecord<byte[], byte[]> dead, String group, String code, int attempts) {
        Headers headers = new RecordHeaders();
        put(headers, "dlq-code", code);
        put(headers, "dlq-topic", dead.topic());
        put(headers, "dlq-partition", Integer.toString(dead.partition()));
        put(headers, "dlq-offset", Long.toString(dead.offset()));
        put(headers, "dlq-group", group);
        put(headers, "dlq-attempts", Integer.toString(attempts));
        put(headers, "dlq-first-at", Instant.now().toString());
        var traceparent = dead.headers().lastHeader("traceparent");
        if (traceparent != null) {
            headers.add(traceparent);
        }
        return headers;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The dead-letter topic is away; the partition must wait. */
    static final class DeadLetterUnwritable extends RuntimeException {

        DeadLetterUnwritable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

package dev.parley.platform.events;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.telemetry.TraceContext;
import dev.parley.platform.telemetry.WorkLoops;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Feeds polled records to a handler, batch by batch. What cannot be read goes to the dead-letter
 * topic at once; a failing database makes the partition wait and try again, in order, for as long
 * as it takes; a record whose handling fails for its own sake is tried three times alone and then
 * dead-lettered. One bad record never blocks those behind it.
 */
@ApplicationScoped
public class EventPump {

    private static final Logger LOG = Logger.getLogger(EventPump.class);
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final WorkLoops loops;

    @Inject
    EventPump(DeadLetters deadLetters, MeterRegistry meters, WorkLoops loops) {
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.loops = loops;
    }

    /** Handles what one poll brought; returns when every record is applied or dead-lettered. */
    public <T> void pump(ConsumerRecords<byte[], byte[]> records, EventIntake<T> intake) {
        try {
            handle(records, intake);
        } finally {
            // The next records may be an hour away.
            loops.rest(intake.group());
        }
    }

    private <T> void handle(ConsumerRecords<byte[], byte[]> records, EventIntake<T> intake) {
        List<Letter<T>> letters = decode(records, intake);
        if (letters.isEmpty()) {
            return;
        }
        try {
            patiently(intake.group(), () -> hand(letters, intake));
        } catch (RuntimeException poison) {
            LOG.warnf(
                    poison,
                    "A batch of %s failed; its %d records are tried one by one.",
                    intake.group(),
                    letters.size());
            letters.forEach(letter -> handAlone(letter, intake));
        }
    }

    private <T> List<Letter<T>> decode(
            ConsumerRecords<byte[], byte[]> records, EventIntake<T> intake) {
        EventDecoder<T> decoder =
                new EventDecoder<>(intake.type(), intake.maxVersion(), intake.mapper());
        List<Letter<T>> letters = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> kafkaRecord : records) {
            try {
                letters.add(new Letter<>(kafkaRecord, decoder.decode(kafkaRecord)));
            } catch (Unreadable e) {
                bury(kafkaRecord, intake.group(), e.code(), 1);
            }
        }
        return letters;
    }

    private <T> void handAlone(Letter<T> letter, EventIntake<T> intake) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                patiently(intake.group(), () -> hand(List.of(letter), intake));
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        e,
                        "Record %s@%d failed, attempt %d.",
                        letter.source().topic(),
                        letter.source().offset(),
                        attempt);
            }
        }
        bury(letter.source(), intake.group(), "handler-failed", ATTEMPTS);
    }

    private <T> void hand(List<Letter<T>> letters, EventIntake<T> intake) {
        intake.handler().accept(letters.stream().map(Letter::received).toList());
        count(letters.getFirst().source().topic(), "ok", letters.size());
    }

    private void bury(
            ConsumerRecord<byte[], byte[]> kafkaRecord, String group, String code, int attempts) {
        patiently(group, () -> deadLetters.bury(kafkaRecord, group, code, attempts));
        count(kafkaRecord.topic(), "dead", 1);
    }

    /** Repeats work for as long as the database or the dead-letter topic is away. */
    private void patiently(String group, Runnable work) {
        Duration backoff = FIRST_BACKOFF;
        while (true) {
            loops.tick(group);
            try {
                work.run();
                return;
            } catch (RuntimeException e) {
                if (!isTransient(e)) {
                    throw e;
                }
                LOG.warnf("%s waits %s and tries again: %s", group, backoff, e.getMessage());
                pause(backoff, e);
                backoff =
                        backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0
                                ? backoff.multipliedBy(2)
                                : MAX_BACKOFF;
            }
        }
    }

    private static boolean isTransient(RuntimeException e) {
        return e instanceof DeadLetters.DeadLetterUnwritable || DatabaseException.isTransient(e);
    }

    private static void pause(Duration backoff, RuntimeException reason) {
        try {
            Thread.sleep(backoff);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    private void count(String topic, String result, int amount) {
        Counter.builder("parley.events")
                .tag("topic", topic)
                .tag("result", result)
                .register(meters)
                .increment(amount);
    }

    private record Letter<T>(ConsumerRecord<byte[], byte[]> source, T event) {

        Received<T> received() {
            return new Received<>(event, traceparent());
        }

        private @Nullable String traceparent() {
            var header = source.headers().lastHeader(TraceContext.TRACEPARENT);
            return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
        }
    }
}

package dev.parley.platform.telemetry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.contracts.event.EventJson;
import dev.parley.platform.events.EventIntake;
import dev.parley.platform.events.EventPump;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A service that nobody needs for an hour stays ready. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class IdleConsumerTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Inject EventPump pump;
    @Inject WorkLoops loops;

    private final List<String> inHand = new ArrayList<>();

    record Said(int version, String text) {}

    @Test
    void aConsumerIsWatchedWhileItWorksAndNotWhileItWaits() {
        EventIntake<Said> intake =
                new EventIntake<>(
                        "idle-test",
                        Said.class,
                        1,
                        EventJson.mapper(),
                        batch -> inHand.addAll(loops.stalledAt(Instant.now().plus(LONG))));

        pump.pump(oneRecord(), intake);

        assertTrue(inHand.contains("idle-test"), "watched while it works");
        assertFalse(
                loops.stalledAt(Instant.now().plus(LONG)).contains("idle-test"),
                "not watched while it waits");
    }

    private static ConsumerRecords<byte[], byte[]> oneRecord() {
        TopicPartition place = new TopicPartition("parley.note", 0);
        byte[] value = "{\"version\":1,\"text\":\"hi\"}".getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecords<>(
                Map.of(
                        place,
                        List.of(
                                new ConsumerRecord<>(
                                        place.topic(),
                                        0,
                                        0,
                                        "key".getBytes(StandardCharsets.UTF_8),
                                        value))),
                Map.of());
    }
}

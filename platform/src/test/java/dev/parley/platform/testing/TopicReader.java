package dev.parley.platform.testing;

import dev.parley.local.layout.Ports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic as an outsider would. */
public final class TopicReader implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;

    private TopicReader(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Reads everything that the topic holds, and what follows. */
    public static TopicReader fromTheBeginning(String topic) {
        Ports ports = LocalSuite.current().infrastructure().ports();
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                Ports.address(ports.kafka()),
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "test-" + UUID.randomUUID(),
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        return new TopicReader(consumer);
    }

    /**
     * The payloads under a key, as soon as there are {@code count} of them, or what there is when
     * time is up.
     */
    public List<String> payloads(String key, int count, Duration patience) {
        return records(
                        r ->
                                r.key() != null
                                        && new String(r.key(), StandardCharsets.UTF_8).equals(key),
                        count,
                        patience)
                .stream()
                .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * The matching records, as soon as there are {@code count} of them, or what there is when time
     * is up.
     */
    public List<ConsumerRecord<byte[], byte[]>> records(
            Predicate<ConsumerRecord<byte[], byte[]>> wanted, int count, Duration patience) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        long deadline = System.nanoTime() + patience.toNanos();
        while (found.size() < count && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(200))
                    .forEach(r -> {
                        if (wanted.test(r)) {
                            found.add(r);
                        }
                    });
        }
        return found;
    }

    /** Waits until a condition holds; fails when time is up. */
    public static void await(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the condition did not come true within " + patience);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}

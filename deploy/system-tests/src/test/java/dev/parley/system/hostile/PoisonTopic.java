package dev.parley.system.hostile;

import dev.parley.local.layout.Ports;
import dev.parley.system.suite.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A topic that is written to by hand, and its dead-letter topic. */
public final class PoisonTopic implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> dead;
    private final List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();

    public PoisonTopic(int kafkaPort, String topic) {
        this.topic = topic;
        Map<String, Object> broker = Map.of("bootstrap.servers", Ports.address(kafkaPort));
        this.producer =
                new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
        this.dead =
                new KafkaConsumer<>(
                        broker, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(new TopicPartition(topic + ".dlq", 0));
        dead.assign(partitions);
        dead.seekToBeginning(partitions);
    }

    /** A record that Kafka has taken. */
    public record Placed(int partition, long offset, byte @Nullable [] key, byte[] value) {}

    public Placed send(byte @Nullable [] key, byte[] value) {
        try {
            RecordMetadata at =
                    producer.send(new ProducerRecord<>(topic, key, value))
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new Placed(at.partition(), at.offset(), key, value);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not take the record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Waits for the dead letter with the same value. */
    public ConsumerRecord<byte[], byte[]> awaitDead(Placed placed) {
        Await.until(
                () -> "the dead letter " + new String(placed.value(), StandardCharsets.UTF_8),
                PATIENCE,
                () -> deadCopiesOf(placed) > 0);
        return copies(placed).getFirst();
    }

    /** How many dead letters have this value by now. */
    public long deadCopiesOf(Placed placed) {
        dead.poll(POLL).forEach(letters::add);
        return copies(placed).size();
    }

    /** A header as text; empty if there is none. */
    public static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        dead.close();
    }

    private List<ConsumerRecord<byte[], byte[]>> copies(Placed placed) {
        return letters.stream()
                .filter(letter -> Arrays.equals(letter.value(), placed.value()))
                .toList();
    }
}

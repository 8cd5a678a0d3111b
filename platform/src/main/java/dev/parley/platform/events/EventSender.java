package dev.parley.platform.events;

import dev.parley.platform.telemetry.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The one producer of this process: idempotent, so that records of one key keep their order through
 * retries, with a bounded buffer. Sending never waits for the acknowledgement; what it returns
 * completes with it.
 */
@ApplicationScoped
public class EventSender {

    private static final Duration MAX_BLOCK = Duration.ofSeconds(2);
    private static final int BUFFER_BYTES = 16 << 20;
    private static final int MAX_REQUEST_BYTES = 2 << 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaClientMetrics metrics;

    @Inject
    EventSender(KafkaConfig config, MeterRegistry meters) {
        this.producer =
                new KafkaProducer<>(
                        settings(config), new ByteArraySerializer(), new ByteArraySerializer());
        this.metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(meters);
    }

    private static Map<String, Object> settings(KafkaConfig config) {
        int deliveryMillis = Math.toIntExact(config.deliveryTimeout().toMillis());
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                MAX_BLOCK.toMillis(),
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                (long) BUFFER_BYTES,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.min(deliveryMillis, 10_000),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                deliveryMillis,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000);
    }

    /** Sends an event; the result fails if Kafka did not take it in time. */
    public CompletableFuture<Void> send(OutgoingEvent event) {
        var kafkaRecord =
                new ProducerRecord<>(
                        event.topic(),
                        event.key().getBytes(StandardCharsets.UTF_8),
                        event.payload());
        if (event.traceparent() != null) {
            kafkaRecord
                    .headers()
                    .add(
                            TraceContext.TRACEPARENT,
                            event.traceparent().getBytes(StandardCharsets.US_ASCII));
        }
        return send(kafkaRecord);
    }

    CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> kafkaRecord) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        try {
            producer.send(
                    kafkaRecord,
                    (metadata, failure) -> {
                        if (failure == null) {
                            acknowledged.complete(null);
                        } else {
                            acknowledged.completeExceptionally(failure);
                        }
                    });
        } catch (KafkaException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    static ProducerRecord<byte[], byte[]> withHeaders(
            String topic, byte[] key, byte[] value, Iterable<Header> headers) {
        return new ProducerRecord<>(topic, null, null, key, value, headers);
    }

    @PreDestroy
    void close() {
        metrics.close();
        producer.close(Duration.ofSeconds(5));
    }
}

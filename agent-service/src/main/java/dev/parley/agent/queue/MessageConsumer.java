package dev.parley.agent.queue;

import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.MessagePosted;
import dev.parley.platform.events.EventIntake;
import dev.parley.platform.events.EventPump;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes {@code parley.messages}. Only queues: execution happens outside the consumer, so that a
 * long run never holds up a partition. Order within a conversation does not depend on delivery;
 * each message names the run before its own.
 */
@ApplicationScoped
class MessageConsumer {

    private final EventPump pump;
    private final EventIntake<MessagePosted> intake;

    @Inject
    MessageConsumer(EventPump pump, EnqueueRuns enqueue) {
        this.pump = pump;
        this.intake =
                new EventIntake<>(
                        "agent-service",
                        MessagePosted.class,
                        MessagePosted.VERSION,
                        EventJson.mapper(),
                        enqueue::enqueue);
    }

    @Incoming("messages")
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) {
        pump.pump(records, intake);
    }
}

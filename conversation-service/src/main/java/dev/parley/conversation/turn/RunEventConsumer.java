package dev.parley.conversation.turn;

import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunEvent;
import dev.parley.platform.events.EventIntake;
import dev.parley.platform.events.EventPump;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes {@code parley.run-events}. Order is kept per conversation: it is the records' key, and
 * {@code @Blocking}, unlike {@code @RunOnVirtualThread}, hands over one batch after another.
 */
@ApplicationScoped
class RunEventConsumer {

    private final EventPump pump;
    private final EventIntake<RunEvent> intake;

    @Inject
    RunEventConsumer(EventPump pump, ApplyRunEvents apply) {
        this.pump = pump;
        this.intake =
                new EventIntake<>(
                        "conversation-service",
                        RunEvent.class,
                        RunEvent.VERSION,
                        EventJson.mapper(),
                        apply::apply);
    }

    @Incoming("run-events")
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) {
        pump.pump(records, intake);
    }
}

package dev.parley.monitoring.health;

import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.InstanceHeartbeat;
import dev.parley.platform.events.EventIntake;
import dev.parley.platform.events.EventPump;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes {@code parley.telemetry}. Order does not matter: the newest heartbeat of an instance wins.
 */
@ApplicationScoped
class HeartbeatConsumer {

    private final EventPump pump;
    private final EventIntake<InstanceHeartbeat> intake;

    @Inject
    HeartbeatConsumer(EventPump pump, Instances instances) {
        this.pump = pump;
        this.intake =
                new EventIntake<>(
                        "monitoring-service",
                        InstanceHeartbeat.class,
                        InstanceHeartbeat.VERSION,
                        EventJson.mapper(),
                        instances::keep);
    }

    @Incoming("telemetry")
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) {
        pump.pump(records, intake);
    }
}

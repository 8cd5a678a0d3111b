package dev.parley.platform.heartbeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.Topic;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.InstanceHeartbeat;
import dev.parley.contracts.event.InstanceHeartbeat.State;
import dev.parley.platform.events.EventSender;
import dev.parley.platform.events.OutgoingEvent;
import dev.parley.platform.telemetry.InstanceHealth;
import dev.parley.platform.telemetry.InstanceIdentity;
import dev.parley.platform.telemetry.TelemetryConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says at a steady beat how this instance is. A lost beat is made good by the next. */
@ApplicationScoped
class Heartbeat {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private final InstanceHealth health;
    private final InstanceIdentity identity;
    private final EventSender sender;
    private final TelemetryConfig config;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("heartbeat").factory());

    @Inject
    Heartbeat(
            InstanceHealth health,
            InstanceIdentity identity,
            EventSender sender,
            TelemetryConfig config) {
        this.health = health;
        this.identity = identity;
        this.sender = sender;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(
                this::beat, 0, config.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdown();
        InstanceHealth.Snapshot last = health.latest();
        if (last != null) {
            send(last, State.STOPPING, "the process was asked to stop");
        }
    }

    private void beat() {
        try {
            health.refresh();
            InstanceHealth.Snapshot now = health.latest();
            if (now != null) {
                send(now, now.state(), now.why());
            }
        } catch (RuntimeException e) {
            // An exception would end the timer for good.
            LOG.error("A heartbeat failed; the next one comes as usual.", e);
        }
    }

    private void send(InstanceHealth.Snapshot now, State state, @Nullable String why) {
        InstanceHeartbeat heartbeat =
                new InstanceHeartbeat(
                        InstanceHeartbeat.VERSION,
                        identity.service(),
                        identity.instance(),
                        identity.startedAt(),
                        state,
                        now.since(),
                        why,
                        now.dependencies(),
                        Instant.now());
        try {
            byte[] payload = EventJson.mapper().writeValueAsBytes(heartbeat);
            sender.send(
                            new OutgoingEvent(
                                    Topic.TELEMETRY.topicName(),
                                    identity.instance(),
                                    payload,
                                    null))
                    .exceptionally(Heartbeat::unheard);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a heartbeat is always writable", e);
        }
    }

    private static @Nullable Void unheard(Throwable failure) {
        LOG.debugf("A heartbeat was not heard: %s", failure.getMessage());
        return null;
    }
}

package dev.parley.platform.outbox;

import dev.parley.platform.telemetry.WorkLoops;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The loop that keeps the outbox empty: woken by commits of this process, polling for what others
 * left behind.
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final String LOOP = "outbox-relay";

    /**
     * While another replica relays, its round takes a few milliseconds: look again right after it.
     */
    private static final Duration BUSY_WAIT = Duration.ofMillis(5);

    private final OutboxRound round;
    private final OutboxSignal signal;
    private final OutboxConfig config;
    private final WorkLoops loops;
    private final AtomicBoolean running = new AtomicBoolean(true);

    @Inject
    OutboxRelay(OutboxRound round, OutboxSignal signal, OutboxConfig config, WorkLoops loops) {
        this.round = round;
        this.signal = signal;
        this.config = config;
        this.loops = loops;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name(LOOP).start(this::loop);
    }

    void stop(@Observes ShutdownEvent event) {
        running.set(false);
        signal.raise();
    }

    private void loop() {
        Duration wait = Duration.ZERO;
        while (running.get()) {
            try {
                signal.await(wait);
                loops.tick(LOOP);
                wait = waitAfter(round.relay());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "The outbox waits: %s. Trying again in %s.",
                        e.getMessage(), config.retryDelay());
                wait = config.retryDelay();
            }
        }
    }

    private Duration waitAfter(OutboxRound.Outcome outcome) {
        return switch (outcome) {
            case EMPTY -> config.pollInterval();
            case MORE -> Duration.ZERO;
            case BUSY_ELSEWHERE -> BUSY_WAIT;
        };
    }
}

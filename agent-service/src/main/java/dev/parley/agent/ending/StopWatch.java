package dev.parley.agent.ending;

import dev.parley.agent.queue.ActiveRuns;
import dev.parley.agent.queue.Execution;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.telemetry.WorkLoops;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sees that a run of this process is to stop: its time is over, or it is not wanted any more. Of
 * the latter it asks the database, whichever process took the cancellation in, so that it works
 * without Redis.
 */
@ApplicationScoped
class StopWatch {

    private static final Logger LOG = Logger.getLogger(StopWatch.class);
    private static final String LOOP = "stop-watch";
    private static final long PERIOD_MILLIS = 250;

    private final CancelRuns cancellations;
    private final ActiveRuns active;
    private final WorkLoops loops;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name(LOOP).factory());

    @Inject
    StopWatch(CancelRuns cancellations, ActiveRuns active, WorkLoops loops) {
        this.cancellations = cancellations;
        this.active = active;
        this.loops = loops;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(
                this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void look() {
        loops.tick(LOOP);
        active.enforceDeadlines();
        Set<RunId> running = active.ids();
        if (running.isEmpty()) {
            return;
        }
        try {
            cancellations
                    .wanted(running)
                    .forEach(run -> active.stop(run, Execution.Stop.CANCELLED));
        } catch (DatabaseException e) {
            LOG.warnf("Cancellations could not be looked up: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Cancellations could not be looked up; the next look is in a moment.", e);
        }
    }
}

package dev.parley.agent.queue;

import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.telemetry.WorkLoops;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Claims as many runs as there are free slots and gives each a virtual thread. */
@ApplicationScoped
class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final String LOOP = "run-dispatcher";

    /**
     * A claim that gave a few has left nothing but perhaps what stands behind a user's runs of
     * which that user may have no more. While runs end all the time, it is asked for with theirs.
     */
    private static final Duration AFTER_A_FEW = Duration.ofMillis(50);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final RunQueue queue;
    private final RunWorker worker;
    private final Workers workers;
    private final ActiveRuns active;
    private final QueueBell bell;
    private final RunQueueConfig config;
    private final WorkLoops loops;
    private final AtomicBoolean running = new AtomicBoolean(true);
    private long lastPreemption = System.nanoTime();

    @Inject
    Dispatcher(
            RunQueue queue,
            RunWorker worker,
            Workers workers,
            ActiveRuns active,
            QueueBell bell,
            RunQueueConfig config,
            WorkLoops loops,
            MeterRegistry meters) {
        this.queue = queue;
        this.worker = worker;
        this.workers = workers;
        this.active = active;
        this.bell = bell;
        this.config = config;
        this.loops = loops;
        meters.gauge("parley.runs.active", active, ActiveRuns::count);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name(LOOP).start(this::loop);
    }

    void stop(@Observes ShutdownEvent event) {
        running.set(false);
        Set<RunId> unfinished = active.ids();
        unfinished.forEach(active::interrupt);
        if (!unfinished.isEmpty()) {
            queue.release(unfinished);
            LOG.infof(
                    "%d unfinished runs were handed back; another worker goes on with them.",
                    unfinished.size());
        }
    }

    private void loop() {
        boolean first = true;
        while (running.get()) {
            try {
                if (first) {
                    takeOver();
                    first = false;
                }
                loops.tick(LOOP);
                Duration pause = dispatch();
                if (pause.isPositive()) {
                    preempt();
                    bell.await(pause);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "No runs can be claimed, the next try is in %s: %s",
                        AFTER_FAILURE, e.getMessage());
                pause();
            }
        }
    }

    private void takeOver() {
        workers.begin();
        int taken = queue.requeuePredecessors();
        if (taken > 0) {
            LOG.infof("%d runs of this instance's earlier process go on.", taken);
        }
    }

    /** Claims what fits; says how long nothing more is to be had, unless the bell rings. */
    private Duration dispatch() {
        int slots = workers.slots();
        if (active.count() >= slots) {
            return config.pollInterval();
        }
        List<ClaimedRun> claimed = queue.claim(slots, active.byPool());
        claimed.forEach(this::launch);
        if (claimed.isEmpty()) {
            return config.pollInterval();
        }
        return claimed.size() < ClaimStatement.MOST_OF_A_LANE ? AFTER_A_FEW : Duration.ZERO;
    }

    /** Makes runs leave their slots where more urgent ones wait, at most once a poll. */
    private void preempt() {
        long now = System.nanoTime();
        if (active.count() == 0 || now - lastPreemption < config.pollInterval().toNanos()) {
            return;
        }
        lastPreemption = now;
        active.yieldSlots(Set.copyOf(queue.toPreempt()));
    }

    private void launch(ClaimedRun run) {
        Execution execution = new Execution(run);
        Thread thread = Thread.ofVirtual().name("run-" + run.id()).unstarted(() -> work(execution));
        execution.runOn(thread);
        active.add(execution);
        thread.start();
    }

    private void work(Execution execution) {
        ClaimedRun run = execution.run();
        MDC.put("run_id", run.id().toString());
        MDC.put("tenant", run.tenant());
        if (run.conversationId() != null) {
            MDC.put("conversation_id", run.conversationId().toString());
        }
        try {
            worker.execute(execution);
        } catch (InterruptedException e) {
            LOG.infof("Run %s was left to another worker.", run.id());
        } catch (RuntimeException e) {
            putBack(run, e);
        } finally {
            active.remove(execution);
            bell.ring();
            MDC.clear();
        }
    }

    private void putBack(ClaimedRun run, RuntimeException cause) {
        if (Thread.currentThread().isInterrupted()) {
            LOG.infof("Run %s was left to another worker: %s", run.id(), cause.getMessage());
        } else if (DatabaseException.isTransient(cause)) {
            LOG.warnf(
                    "Run %s stops here and is taken up again when its lease ends: %s",
                    run.id(), cause.getMessage());
        } else {
            LOG.errorf(
                    cause,
                    "Run %s failed in a way nobody foresaw; it is taken up again when its lease ends.",
                    run.id());
        }
    }

    private void pause() {
        try {
            bell.await(AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

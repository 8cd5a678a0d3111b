package dev.parley.agent.queue;

import dev.parley.contracts.id.RunId;
import dev.parley.platform.telemetry.WorkLoops;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Renews this process' leases from a thread of its own and stops, before anybody else may claim
 * them, the runs whose lease is lost. The same beat puts runs whose lease ran out elsewhere back
 * into the queue.
 */
@ApplicationScoped
class LeaseKeeper {

    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);
    private static final String LOOP = "lease-keeper";

    /** Three beats within a lease: one may be lost. */
    private static final int BEATS_PER_LEASE = 3;

    private final RunQueue queue;
    private final ActiveRuns active;
    private final QueueBell bell;
    private final RunQueueConfig config;
    private final WorkLoops loops;
    private final Counter expired;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name(LOOP).factory());

    /** Of its own, since a renewal that gets no answer at all keeps the other one waiting. */
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lease-watch").factory());

    private volatile long lastRenewalNanos = System.nanoTime();

    @Inject
    LeaseKeeper(
            RunQueue queue,
            ActiveRuns active,
            QueueBell bell,
            RunQueueConfig config,
            WorkLoops loops,
            MeterRegistry meters) {
        this.queue = queue;
        this.active = active;
        this.bell = bell;
        this.config = config;
        this.loops = loops;
        this.expired =
                Counter.builder("parley.runs.requeued")
                        .description("Runs whose worker vanished and that were queued again")
                        .register(meters);
    }

    void start(@Observes StartupEvent event) {
        long beat = config.lease().toMillis() / BEATS_PER_LEASE;
        lastRenewalNanos = System.nanoTime();
        timer.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
        watch.scheduleWithFixedDelay(this::stopIfTooLate, beat, beat / 2, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
        watch.shutdownNow();
    }

    private void beat() {
        loops.tick(LOOP);
        try {
            renew();
            requeueExpired();
        } catch (RuntimeException e) {
            LOG.warnf("Leases could not be renewed: %s", e.getMessage());
        }
    }

    private void renew() {
        Set<ActiveRuns.Claim> mine = active.responsive();
        long asked = System.nanoTime();
        Set<ActiveRuns.Claim> lost = new HashSet<>(mine);
        if (!mine.isEmpty()) {
            lost.removeAll(queue.renew(mine));
        }
        lastRenewalNanos = asked;
        // A run that ended while we asked is not active any more and needs no interrupt.
        lost.forEach(active::interrupt);
    }

    /**
     * Without the database nobody knows who holds a run: stop before the lease has certainly run
     * out.
     */
    private void stopIfTooLate() {
        long age = System.nanoTime() - lastRenewalNanos;
        if (age >= config.lease().toNanos() * (BEATS_PER_LEASE - 1) / BEATS_PER_LEASE) {
            Set<RunId> held = active.ids();
            if (!held.isEmpty()) {
                LOG.warnf(
                        "%d runs stop here: their leases were not renewed for %d ms.",
                        held.size(), TimeUnit.NANOSECONDS.toMillis(age));
            }
            held.forEach(active::interrupt);
        }
    }

    private void requeueExpired() {
        int count = queue.requeueExpired();
        if (count > 0) {
            expired.increment(count);
            LOG.infof("%d runs lost their worker and are queued again.", count);
            bell.ring();
        }
    }
}

package dev.parley.agent.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One claim of a run, as this process executes it: what the worker tells of its progress, and what
 * it is told. Liveness is not in here: leases are renewed for whoever is registered, from a thread
 * of their own, unless a worker is stuck.
 */
public final class Execution {

    /** How long a worker may take to notice that its step is overdue before it counts as stuck. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Why a worker is to stop and what becomes of its run; what stands later outranks the rest. */
    public enum Stop {
        /** The step took longer than a step may: it failed. */
        STEP_OVERDUE,
        /** The run took longer than it may: it ends as expired. */
        RUN_OVERDUE,
        /** Somebody wants it to end. */
        CANCELLED
    }

    private final ClaimedRun run;
    private final long deadlineNanos;
    private @Nullable Thread thread;
    private @Nullable Stop stop;
    private boolean heard;
    private boolean inStep;
    private long stepDeadlineNanos;
    private volatile boolean yielding;

    /** Takes a claim over, at the moment at which it was made. */
    public Execution(ClaimedRun run) {
        this.run = run;
        this.deadlineNanos = System.nanoTime() + run.timeLeft().toNanos();
    }

    /** What is executed. */
    public ClaimedRun run() {
        return run;
    }

    /** When the run must have ended, on the clock of {@link System#nanoTime()}. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** Says that a step begins, which may take so long. */
    public synchronized void stepBegins(Duration limit) {
        inStep = true;
        stepDeadlineNanos = System.nanoTime() + limit.toNanos();
    }

    /** Says that a step has ended; an interrupt that came too late for it is forgotten. */
    public synchronized void stepEnds() {
        inStep = false;
        if (stop == Stop.STEP_OVERDUE) {
            stop = null;
            Thread.interrupted();
        }
    }

    /** Whether the worker is to stop, and why. */
    public synchronized Optional<Stop> stopped() {
        return Optional.ofNullable(stop);
    }

    /**
     * Says, on the run's own thread, that it does what it was told: no interrupt disturbs that from
     * here on.
     */
    public synchronized void hear() {
        heard = true;
        Thread.interrupted();
    }

    /** Whether the slot is wanted for another run once the present step has ended. */
    public boolean yielding() {
        return yielding;
    }

    synchronized void runOn(Thread runner) {
        thread = runner;
    }

    /**
     * Tells the worker to stop. Telling it again is how it is told until it has heard: a single
     * interrupt may be taken by a library that then tries again.
     */
    synchronized void stop(Stop why) {
        if (stop == null || stop.compareTo(why) < 0) {
            stop = why;
        }
        if (!heard) {
            interrupt();
        }
    }

    /** Makes the worker leave the run alone at once. */
    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Says whether the slot is wanted: it may not be any more before a step has ended. */
    void yieldSlot(boolean wanted) {
        yielding = wanted;
    }

    /** Tells the worker to stop if its time is over. */
    synchronized void enforceDeadlines(long nowNanos) {
        if (nowNanos - deadlineNanos >= 0) {
            stop(Stop.RUN_OVERDUE);
        } else if (inStep && nowNanos - stepDeadlineNanos >= 0) {
            stop(Stop.STEP_OVERDUE);
        }
    }

    /** Whether the worker does not react: only another process can go on with its run. */
    synchronized boolean stuck(long nowNanos) {
        return inStep
                && !heard
                && nowNanos - stepDeadlineNanos >= TimeUnit.MILLISECONDS.toNanos(GRACE.toMillis());
    }
}

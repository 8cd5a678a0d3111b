package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunChange.Moved;
import dev.parley.agent.lifecycle.RunState;
import dev.parley.agent.lifecycle.RunState.Ended;
import dev.parley.agent.lifecycle.RunState.Outcome;
import dev.parley.agent.lifecycle.RunState.Queued;
import dev.parley.agent.lifecycle.RunState.Running;
import dev.parley.agent.lifecycle.RunTransition;
import dev.parley.agent.lifecycle.RunTransition.PredecessorEnded;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A queue, the processes that work on it and a clock. The states of runs change by the rules alone;
 * beside them are the columns and the memory of workers that the rules do not speak of. Arrays, and
 * mutable, because millions of worlds are looked at.
 */
final class World {

    static final int PROCESSES = 2;

    /** Two workers of one process and one of another. */
    private static final int[] PROCESS_OF = {0, 0, 1};

    static final int WORKERS = PROCESS_OF.length;
    static final int NONE = -1;

    /** The steps of a run. */
    static final int STEPS = 2;

    /** How long a lease is. */
    static final int LEASE_SECONDS = 2;

    final Shape shape;
    final Rules rules;
    final RunState[] runs;
    final int[] after;
    final int[] journal;
    final int[] terminals;
    final boolean[] redelivered;
    final boolean[] cancelled;
    final Worker[] workers = new Worker[WORKERS];
    final int[] incarnation = {1, 1};
    int claimLimit = 3;
    Instant now = Instant.EPOCH;
    @Nullable Promise broken;

    /** What a worker believes; it may have been overtaken long ago. */
    record Worker(int run, int epoch, int steps, boolean heardCancel) {

        static final Worker IDLE = new Worker(NONE, 0, 0, false);

        boolean idle() {
            return run == NONE;
        }
    }

    World(Shape shape, Rules rules) {
        this.shape = shape;
        this.rules = rules;
        this.runs = new RunState[shape.runs()];
        this.after = new int[shape.runs()];
        this.journal = new int[shape.runs()];
        this.terminals = new int[shape.runs()];
        this.redelivered = new boolean[shape.runs()];
        this.cancelled = new boolean[shape.runs()];
        Arrays.fill(runs, new RunState.Absent());
        Arrays.fill(after, NONE);
        Arrays.fill(workers, Worker.IDLE);
    }

    /** Lets something happen to a run; false if the rules refuse it. */
    boolean move(int run, RunTransition transition) {
        if (rules.apply(runs[run], transition, now) instanceof Moved(RunState to)) {
            runs[run] = to;
            return true;
        }
        return false;
    }

    void hold(boolean kept, Promise promise) {
        if (!kept && broken == null) {
            broken = promise;
        }
    }

    void ended(int run) {
        terminals[run] = Math.min(terminals[run] + 1, 3);
    }

    boolean hasEnded(int run) {
        return runs[run] instanceof Ended;
    }

    boolean wasCancelled(int run) {
        return runs[run] instanceof Ended(Outcome outcome, _) && outcome == Outcome.CANCELLED;
    }

    boolean isMarked(int run) {
        return switch (runs[run]) {
            case Queued queued -> queued.cancelRequested();
            case Running running -> running.cancelRequested();
            case RunState.Absent _, Ended _ -> false;
        };
    }

    /** Whoever waited for a run that has ended waits no longer. */
    void releaseSuccessors(int run) {
        for (int other = 0; other < runs.length; other++) {
            if (after[other] == run && runs[other] instanceof Queued) {
                move(other, new PredecessorEnded());
            }
        }
    }

    /** How often a run was claimed, as its row says. */
    static int epoch(RunState state) {
        return switch (state) {
            case RunState.Absent _ -> 0;
            case Queued queued -> queued.epoch();
            case Running running -> running.epoch();
            case Ended(_, int epoch) -> epoch;
        };
    }

    static int processOf(int worker) {
        return PROCESS_OF[worker];
    }

    /** The name of a process that lives. */
    String owner(int process) {
        return process + ":" + incarnation[process];
    }

    /** Whether a worker's belief was right in that state of its run. */
    boolean holds(int worker, RunState state) {
        return state instanceof Running running
                && running.epoch() == workers[worker].epoch()
                && running.owner().equals(owner(processOf(worker)));
    }
}

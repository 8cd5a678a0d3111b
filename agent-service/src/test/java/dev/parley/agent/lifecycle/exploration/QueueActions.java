package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunState;
import dev.parley.agent.lifecycle.RunState.Absent;
import dev.parley.agent.lifecycle.RunState.Delayed;
import dev.parley.agent.lifecycle.RunState.Ended;
import dev.parley.agent.lifecycle.RunState.Queued;
import dev.parley.agent.lifecycle.RunState.Ready;
import dev.parley.agent.lifecycle.RunState.Running;
import dev.parley.agent.lifecycle.RunState.Waiting;
import dev.parley.agent.lifecycle.RunTransition.Accepted;
import dev.parley.agent.lifecycle.RunTransition.CancelRequested;
import dev.parley.agent.lifecycle.RunTransition.Due;
import dev.parley.agent.lifecycle.RunTransition.LeaseExpired;
import dev.parley.agent.lifecycle.RunTransition.Overdue;
import dev.parley.agent.lifecycle.RunTransition.PredecessorEnded;
import dev.parley.agent.lifecycle.RunTransition.Scheduled;
import dev.parley.agent.lifecycle.RunTransition.Withdrawn;
import java.time.Instant;

/** What happens without a worker; each is one transaction of the service. */
final class QueueActions {

    private QueueActions() {}

    /** A message arrives, in any order, for the first or a second time, as EnqueueRuns takes it. */
    static boolean deliver(World world, int run) {
        boolean first = world.runs[run] instanceof Absent;
        if (!first && world.redelivered[run]) {
            return false;
        }
        world.redelivered[run] = !first;
        int before = standIn(world, world.shape.predecessor(run));
        boolean turn = before == World.NONE || world.hasEnded(before);
        if (world.move(run, new Accepted(turn))) {
            world.after[run] = before;
        }
        return true;
    }

    /** A run that waits for no other is accepted for the next second. */
    static boolean schedule(World world, int run) {
        return world.shape.predecessor(run) == World.NONE
                && world.move(run, new Scheduled(world.now.plusSeconds(1)));
    }

    /** Its time comes, as the claim sees it. */
    static boolean due(World world, int run) {
        boolean early =
                world.runs[run] instanceof Delayed(_, Instant until) && until.isAfter(world.now);
        boolean moved = world.move(run, new Due());
        world.hold(!(moved && early), Promise.NOT_BEFORE_ITS_TIME);
        return moved;
    }

    private static int standIn(World world, int named) {
        boolean passedOn =
                named != World.NONE
                        && world.wasCancelled(named)
                        && world.after[named] != World.NONE;
        return passedOn ? world.after[named] : named;
    }

    /**
     * A cancellation arrives, as CancelRuns takes it.
     *
     * @param late whether the run changed between the look and the write, which then only marks it
     */
    static boolean cancel(World world, int run, boolean late) {
        RunState was = world.runs[run];
        if (world.cancelled[run] || was instanceof Absent || world.hasEnded(run)) {
            return false;
        }
        int before = world.after[run];
        boolean free = before == World.NONE || world.hasEnded(before) || was instanceof Ready;
        world.cancelled[run] = true;
        if (!late && world.move(run, new Withdrawn())) {
            world.hold(was instanceof Queued, Promise.HOLDER_ONLY);
            holdOutranking(world, run, was);
            world.ended(run);
            passOn(world, run, before, free);
        } else {
            world.move(run, new CancelRequested());
        }
        return true;
    }

    private static void passOn(World world, int run, int before, boolean free) {
        for (int other = 0; other < world.runs.length; other++) {
            boolean queued = world.runs[other] instanceof Queued;
            if (world.after[other] == run && (queued || world.wasCancelled(other))) {
                world.after[other] = before;
                if (queued && free) {
                    world.move(other, new PredecessorEnded());
                }
            }
        }
    }

    static boolean expire(World world, int run) {
        boolean over =
                world.runs[run] instanceof Running running
                        && running.leaseUntil().isBefore(world.now);
        boolean moved = world.move(run, new LeaseExpired());
        world.hold(!moved || over, Promise.LEASE_KEPT);
        return moved;
    }

    /** Somebody sees that a run has passed its deadline, whoever works on it. */
    static boolean overdue(World world, int run) {
        RunState was = world.runs[run];
        if (!world.move(run, new Overdue())) {
            return false;
        }
        holdOutranking(world, run, was);
        world.hold(!world.cancelled[run] || world.wasCancelled(run), Promise.CANCELLATION_KEPT);
        world.ended(run);
        world.releaseSuccessors(run);
        return true;
    }

    /** Whoever ends a run in its worker's stead is heard, whatever that one has said. */
    private static void holdOutranking(World world, int run, RunState was) {
        boolean outranks =
                world.runs[run] instanceof Ended(_, int epoch) && epoch > World.epoch(was);
        world.hold(outranks, Promise.END_OUTRANKS_THE_WORKER);
    }

    /** A second passes, for whoever has a lease that lasts or waits for a time. */
    static boolean tick(World world) {
        for (RunState state : world.runs) {
            if (waitsForTime(state, world.now)) {
                world.now = world.now.plusSeconds(1);
                return true;
            }
        }
        return false;
    }

    private static boolean waitsForTime(RunState state, Instant now) {
        return switch (state) {
            case Running running -> !running.leaseUntil().isBefore(now);
            case Delayed(_, Instant until) -> until.isAfter(now);
            case Absent _, Waiting _, Ready _, Ended _ -> false;
        };
    }
}

package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunState;
import dev.parley.agent.lifecycle.RunState.Absent;
import dev.parley.agent.lifecycle.RunState.Queued;
import dev.parley.agent.lifecycle.RunState.Ready;
import dev.parley.agent.lifecycle.RunState.Running;
import dev.parley.agent.lifecycle.RunTransition.Accepted;
import dev.parley.agent.lifecycle.RunTransition.AgentPaused;
import dev.parley.agent.lifecycle.RunTransition.AgentResumed;
import dev.parley.agent.lifecycle.RunTransition.CancelRequested;
import dev.parley.agent.lifecycle.RunTransition.LeaseExpired;
import dev.parley.agent.lifecycle.RunTransition.PredecessorEnded;
import dev.parley.agent.lifecycle.RunTransition.Withdrawn;

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
            boolean begun = !(was instanceof Queued queued && queued.epoch() == 0);
            world.hold(!begun, Promise.HOLDER_ONLY);
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

    static boolean hold(World world, int run) {
        return world.agentPaused && world.move(run, new AgentPaused());
    }

    static boolean pauseAgent(World world) {
        boolean changed = !world.agentPaused;
        world.agentPaused = true;
        return changed;
    }

    static boolean resumeAgent(World world) {
        boolean changed = world.agentPaused;
        world.agentPaused = false;
        for (int run = 0; changed && run < world.runs.length; run++) {
            world.move(run, new AgentResumed());
        }
        return changed;
    }

    static boolean expire(World world, int run) {
        boolean over =
                world.runs[run] instanceof Running running
                        && running.leaseUntil().isBefore(world.now);
        boolean moved = world.move(run, new LeaseExpired());
        world.hold(!moved || over, Promise.LEASE_KEPT);
        return moved;
    }

    /** A second passes, for whoever has a lease that lasts. */
    static boolean tick(World world) {
        for (RunState state : world.runs) {
            if (state instanceof Running running && !running.leaseUntil().isBefore(world.now)) {
                world.now = world.now.plusSeconds(1);
                return true;
            }
        }
        return false;
    }
}

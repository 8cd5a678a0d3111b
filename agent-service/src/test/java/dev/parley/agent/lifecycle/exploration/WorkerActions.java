package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunState;
import dev.parley.agent.lifecycle.RunState.Outcome;
import dev.parley.agent.lifecycle.RunState.Queued;
import dev.parley.agent.lifecycle.RunState.Running;
import dev.parley.agent.lifecycle.RunTransition.Claimed;
import dev.parley.agent.lifecycle.RunTransition.Finished;
import dev.parley.agent.lifecycle.RunTransition.HandedBack;
import dev.parley.agent.lifecycle.RunTransition.Postponed;
import dev.parley.agent.lifecycle.RunTransition.Renewed;
import dev.parley.agent.lifecycle.RunTransition.StepFinished;
import dev.parley.agent.lifecycle.exploration.World.Worker;
import java.time.Instant;

/**
 * What workers and their processes do; each is one transaction of the service. A worker that does
 * nothing for a while is one that pauses: it goes on with what it believes.
 */
final class WorkerActions {

    private WorkerActions() {}

    static boolean claim(World world, int worker, int run) {
        boolean tooOften =
                world.runs[run] instanceof Queued queued && queued.epoch() >= world.claimLimit;
        if (!world.workers[worker].idle() || tooOften) {
            return false;
        }
        String owner = world.owner(World.processOf(worker));
        if (!world.move(run, new Claimed(owner, leaseEnd(world)))) {
            return false;
        }
        Running claim = (Running) world.runs[run];
        world.workers[worker] =
                new Worker(run, claim.epoch(), world.journal[run], claim.cancelRequested());
        return true;
    }

    private static Instant leaseEnd(World world) {
        return world.now.plusSeconds(World.LEASE_SECONDS);
    }

    static boolean step(World world, int worker) {
        Worker at = world.workers[worker];
        if (at.idle() || at.heardCancel() || at.steps() == World.STEPS) {
            return false;
        }
        RunState was = world.runs[at.run()];
        String owner = world.owner(World.processOf(worker));
        if (world.move(at.run(), new StepFinished(owner, at.epoch()))) {
            world.hold(world.holds(worker, was), Promise.HOLDER_ONLY);
            world.hold(world.journal[at.run()] == at.steps(), Promise.NO_STEP_TWICE);
            world.journal[at.run()] = at.steps() + 1;
            world.workers[worker] = new Worker(at.run(), at.epoch(), at.steps() + 1, false);
        } else {
            world.workers[worker] = Worker.IDLE;
        }
        return true;
    }

    static boolean finish(World world, int worker) {
        Worker at = world.workers[worker];
        boolean done = at.steps() == World.STEPS;
        return !at.idle()
                && (done || at.heardCancel())
                && end(world, worker, at.heardCancel() ? Outcome.CANCELLED : Outcome.COMPLETED);
    }

    static boolean fail(World world, int worker) {
        Worker at = world.workers[worker];
        return !at.idle() && !at.heardCancel() && end(world, worker, Outcome.FAILED);
    }

    /** It gives a run up that failed in a way that may pass, for another try a second later. */
    static boolean postpone(World world, int worker) {
        Worker at = world.workers[worker];
        if (at.idle() || at.heardCancel()) {
            return false;
        }
        RunState was = world.runs[at.run()];
        String owner = world.owner(World.processOf(worker));
        Instant until = world.now.plusSeconds(1);
        boolean moved = world.move(at.run(), new Postponed(owner, at.epoch(), until));
        world.hold(!moved || world.holds(worker, was), Promise.HOLDER_ONLY);
        world.workers[worker] = Worker.IDLE;
        return true;
    }

    /** As FinishRun ends it; a worker whose end is refused lets go. */
    private static boolean end(World world, int worker, Outcome outcome) {
        Worker at = world.workers[worker];
        RunState was = world.runs[at.run()];
        String owner = world.owner(World.processOf(worker));
        if (world.move(at.run(), new Finished(owner, at.epoch(), outcome))) {
            world.hold(world.holds(worker, was), Promise.HOLDER_ONLY);
            world.ended(at.run());
            world.releaseSuccessors(at.run());
        }
        world.workers[worker] = Worker.IDLE;
        return true;
    }

    static boolean hearCancel(World world, int worker) {
        Worker at = world.workers[worker];
        if (at.idle() || at.heardCancel() || !world.isMarked(at.run())) {
            return false;
        }
        world.workers[worker] = new Worker(at.run(), at.epoch(), at.steps(), true);
        return true;
    }

    /** Prolongs what a process holds, and stops what it holds no more. */
    static boolean renew(World world, int process) {
        boolean any = false;
        for (int worker = 0; worker < World.WORKERS; worker++) {
            Worker at = world.workers[worker];
            if (World.processOf(worker) != process || at.idle()) {
                continue;
            }
            any = true;
            RunState was = world.runs[at.run()];
            if (world.move(at.run(), new Renewed(world.owner(process), leaseEnd(world)))) {
                world.hold(isOf(world.owner(process), was), Promise.HOLDER_ONLY);
            } else {
                world.workers[worker] = Worker.IDLE;
            }
        }
        return any;
    }

    /** A process that ends gives back what it holds; its workers notice later. */
    static boolean handBack(World world, int process) {
        boolean any = false;
        for (int worker = 0; worker < World.WORKERS; worker++) {
            Worker at = world.workers[worker];
            if (World.processOf(worker) == process && !at.idle()) {
                RunState was = world.runs[at.run()];
                boolean moved = world.move(at.run(), new HandedBack(world.owner(process)));
                world.hold(!moved || isOf(world.owner(process), was), Promise.LEASE_KEPT);
                any |= moved;
            }
        }
        return any;
    }

    /** A process vanishes with its memory, and comes up again under another name. */
    static boolean crash(World world, int process) {
        boolean any = false;
        for (int worker = 0; worker < World.WORKERS; worker++) {
            if (World.processOf(worker) == process) {
                any |= !world.workers[worker].idle();
                world.workers[worker] = Worker.IDLE;
            }
        }
        if (any) {
            world.incarnation[process]++;
        }
        return any;
    }

    /** The process that came up takes back what its predecessor of the same instance held. */
    static boolean takeOver(World world, int process) {
        boolean any = false;
        for (int run = 0; run < world.runs.length; run++) {
            if (world.runs[run] instanceof Running running
                    && running.owner().charAt(0) - '0' == process
                    && !running.owner().equals(world.owner(process))) {
                any |= world.move(run, new HandedBack(running.owner()));
            }
        }
        return any;
    }

    private static boolean isOf(String owner, RunState state) {
        return state instanceof Running running && running.owner().equals(owner);
    }
}

package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunTransition.TakenBack;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that happens in a world.
 *
 * @param who the worker or process, if there is one
 * @param run the run, if there is one
 */
record Action(Kind kind, int who, int run) {

    enum Kind {
        DELIVER,
        CANCEL,
        CANCEL_LATE,
        HOLD,
        EXPIRE,
        TAKE_BACK,
        CLAIM,
        STEP,
        FINISH,
        FAIL,
        HEAR_CANCEL,
        RENEW,
        HAND_BACK,
        CRASH,
        TAKE_OVER,
        PAUSE_AGENT,
        RESUME_AGENT,
        TICK
    }

    static List<Action> all(Shape shape) {
        List<Action> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            switch (kind) {
                case DELIVER, CANCEL, CANCEL_LATE, HOLD, EXPIRE, TAKE_BACK ->
                        each(all, kind, 1, shape.runs());
                case CLAIM -> each(all, kind, World.WORKERS, shape.runs());
                case STEP, FINISH, FAIL, HEAR_CANCEL -> each(all, kind, World.WORKERS, 1);
                case RENEW, HAND_BACK, CRASH, TAKE_OVER -> each(all, kind, World.PROCESSES, 1);
                case PAUSE_AGENT, RESUME_AGENT, TICK -> each(all, kind, 1, 1);
            }
        }
        return all;
    }

    private static void each(List<Action> all, Kind kind, int actors, int runs) {
        for (int who = 0; who < actors; who++) {
            for (int run = 0; run < runs; run++) {
                all.add(new Action(kind, who, run));
            }
        }
    }

    /** Lets it happen; false if it cannot, and then nothing has changed. */
    boolean in(World world) {
        return switch (kind) {
            case DELIVER -> QueueActions.deliver(world, run);
            case CANCEL -> QueueActions.cancel(world, run, false);
            case CANCEL_LATE -> QueueActions.cancel(world, run, true);
            case HOLD -> QueueActions.hold(world, run);
            case EXPIRE -> QueueActions.expire(world, run);
            case TAKE_BACK -> world.move(run, new TakenBack());
            case CLAIM -> WorkerActions.claim(world, who, run);
            case STEP -> WorkerActions.step(world, who);
            case FINISH -> WorkerActions.finish(world, who);
            case FAIL -> WorkerActions.fail(world, who);
            case HEAR_CANCEL -> WorkerActions.hearCancel(world, who);
            case RENEW -> WorkerActions.renew(world, who);
            case HAND_BACK -> WorkerActions.handBack(world, who);
            case CRASH -> WorkerActions.crash(world, who);
            case TAKE_OVER -> WorkerActions.takeOver(world, who);
            case PAUSE_AGENT -> QueueActions.pauseAgent(world);
            case RESUME_AGENT -> QueueActions.resumeAgent(world);
            case TICK -> QueueActions.tick(world);
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case DELIVER, CANCEL, CANCEL_LATE, HOLD, EXPIRE, TAKE_BACK -> kind + " run " + run;
            case CLAIM -> "worker " + who + " CLAIM run " + run;
            case STEP, FINISH, FAIL, HEAR_CANCEL -> "worker " + who + " " + kind;
            case RENEW, HAND_BACK, CRASH, TAKE_OVER -> "process " + who + " " + kind;
            case PAUSE_AGENT, RESUME_AGENT, TICK -> kind.toString();
        };
    }
}

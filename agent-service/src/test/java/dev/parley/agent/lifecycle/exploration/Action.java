package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunTransition.Requeued;
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
        SCHEDULE,
        DUE,
        CANCEL,
        CANCEL_LATE,
        EXPIRE,
        OVERDUE,
        TAKE_BACK,
        CLAIM,
        STEP,
        FINISH,
        FAIL,
        POSTPONE,
        HEAR_CANCEL,
        RENEW,
        HAND_BACK,
        CRASH,
        TAKE_OVER,
        TICK
    }

    static List<Action> all(Shape shape) {
        List<Action> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            switch (kind) {
                case DELIVER, SCHEDULE, DUE, CANCEL, CANCEL_LATE, EXPIRE, OVERDUE, TAKE_BACK ->
                        each(all, kind, 1, shape.runs());
                case CLAIM -> each(all, kind, World.WORKERS, shape.runs());
                case STEP, FINISH, FAIL, POSTPONE, HEAR_CANCEL -> each(all, kind, World.WORKERS, 1);
                case RENEW, HAND_BACK, CRASH, TAKE_OVER -> each(all, kind, World.PROCESSES, 1);
                case TICK -> each(all, kind, 1, 1);
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
            case SCHEDULE -> QueueActions.schedule(world, run);
            case DUE -> QueueActions.due(world, run);
            case CANCEL -> QueueActions.cancel(world, run, false);
            case CANCEL_LATE -> QueueActions.cancel(world, run, true);
            case EXPIRE -> QueueActions.expire(world, run);
            case OVERDUE -> QueueActions.overdue(world, run);
            case TAKE_BACK -> world.move(run, new Requeued());
            case CLAIM -> WorkerActions.claim(world, who, run);
            case STEP -> WorkerActions.step(world, who);
            case FINISH -> WorkerActions.finish(world, who);
            case FAIL -> WorkerActions.fail(world, who);
            case POSTPONE -> WorkerActions.postpone(world, who);
            case HEAR_CANCEL -> WorkerActions.hearCancel(world, who);
            case RENEW -> WorkerActions.renew(world, who);
            case HAND_BACK -> WorkerActions.handBack(world, who);
            case CRASH -> WorkerActions.crash(world, who);
            case TAKE_OVER -> WorkerActions.takeOver(world, who);
            case TICK -> QueueActions.tick(world);
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case DELIVER, SCHEDULE, DUE, CANCEL, CANCEL_LATE, EXPIRE, OVERDUE, TAKE_BACK ->
                    kind + " run " + run;
            case CLAIM -> "worker " + who + " CLAIM run " + run;
            case STEP, FINISH, FAIL, POSTPONE, HEAR_CANCEL -> "worker " + who + " " + kind;
            case RENEW, HAND_BACK, CRASH, TAKE_OVER -> "process " + who + " " + kind;
            case TICK -> kind.toString();
        };
    }
}

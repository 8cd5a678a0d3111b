package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunState.Running;

/** Looks whether a world keeps the promises that can be seen in it. */
final class Promises {

    private Promises() {}

    static void check(World world) {
        for (int run = 0; run < world.runs.length; run++) {
            world.hold(writers(world, run) <= 1, Promise.ONE_CLAIM);
            world.hold(
                    world.terminals[run] == (world.hasEnded(run) ? 1 : 0),
                    Promise.ONE_TERMINAL_EVENT);
            boolean forgotten =
                    world.cancelled[run] && !world.hasEnded(run) && !world.isMarked(run);
            world.hold(!forgotten, Promise.CANCELLATION_KEPT);
            checkConversation(world, run);
        }
    }

    private static int writers(World world, int run) {
        int writers = 0;
        for (int worker = 0; worker < World.WORKERS; worker++) {
            if (world.workers[worker].run() == run && world.holds(worker, world.runs[run])) {
                writers++;
            }
        }
        return writers;
    }

    private static void checkConversation(World world, int run) {
        boolean runs = world.runs[run] instanceof Running;
        boolean begun = runs || world.journal[run] > 0;
        for (int other = 0; begun && other < run; other++) {
            if (world.shape.together(run, other)) {
                boolean atOnce = runs && world.runs[other] instanceof Running;
                world.hold(!atOnce, Promise.ONE_RUN_OF_A_CONVERSATION);
                world.hold(world.hasEnded(other), Promise.ORDER_OF_ACCEPTANCE);
            }
        }
    }
}

package dev.parley.agent.lifecycle.exploration;

/** What becomes of a world in which nothing fails any more: every run is to end. */
final class FairEnd {

    /** Enough for the leases of the vanished to expire and for every run to be worked through. */
    private static final int ROUNDS = 60;

    private FairEnd() {}

    /** Goes on until all has ended; the world is used up by that. */
    static void check(World world) {
        world.claimLimit = Integer.MAX_VALUE;
        for (int run = 0; run < world.runs.length; run++) {
            QueueActions.deliver(world, run);
        }
        int round = 0;
        while (!allEnded(world) && world.broken == null && round < ROUNDS) {
            work(world);
            QueueActions.tick(world);
            round++;
        }
        world.hold(allEnded(world), Promise.NONE_LOST);
        Promises.check(world);
    }

    private static void work(World world) {
        for (int worker = 0; worker < World.WORKERS; worker++) {
            WorkerActions.hearCancel(world, worker);
            boolean busy = WorkerActions.finish(world, worker) || WorkerActions.step(world, worker);
            for (int run = 0; !busy && run < world.runs.length; run++) {
                busy = WorkerActions.claim(world, worker, run);
            }
        }
        for (int run = 0; run < world.runs.length; run++) {
            QueueActions.expire(world, run);
            QueueActions.due(world, run);
        }
    }

    static boolean allEnded(World world) {
        for (int run = 0; run < world.runs.length; run++) {
            if (!world.hasEnded(run)) {
                return false;
            }
        }
        return true;
    }
}

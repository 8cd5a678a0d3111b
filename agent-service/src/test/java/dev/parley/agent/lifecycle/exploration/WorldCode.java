package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunState;
import dev.parley.agent.lifecycle.RunState.Absent;
import dev.parley.agent.lifecycle.RunState.Delayed;
import dev.parley.agent.lifecycle.RunState.Ended;
import dev.parley.agent.lifecycle.RunState.Outcome;
import dev.parley.agent.lifecycle.RunState.Queued;
import dev.parley.agent.lifecycle.RunState.Ready;
import dev.parley.agent.lifecycle.RunState.Running;
import dev.parley.agent.lifecycle.RunState.Waiting;
import dev.parley.agent.lifecycle.exploration.World.Worker;
import java.time.Duration;
import java.time.Instant;

/**
 * A world in 128 bits, exactly, up to what makes no difference: times count from now, a lease that
 * is over is over, and of a process' names only the last one is told from the earlier ones.
 */
final class WorldCode {

    private static final int STATE_BITS = 11;
    private static final int QUEUED = 1;
    private static final int RUNNING = 2;
    private static final int ENDED = 3;

    /** The code of the last world. */
    long high;

    long low;

    private int position;

    void write(World world) {
        high = 0;
        low = 0;
        position = 0;
        for (int run = 0; run < world.shape.runs(); run++) {
            writeState(world, world.runs[run]);
            put(world.after[run] + 1, 3);
            put(world.journal[run], 2);
            put(world.terminals[run], 2);
            put(world.redelivered[run] ? 1 : 0, 1);
            put(world.cancelled[run] ? 1 : 0, 1);
        }
        for (Worker worker : world.workers) {
            put(worker.run() + 1, 3);
            put(worker.epoch(), 3);
            put(worker.steps(), 2);
            put(worker.heardCancel() ? 1 : 0, 1);
        }
    }

    private void writeState(World world, RunState state) {
        switch (state) {
            case Absent _ -> put(0, STATE_BITS);
            case Queued queued -> {
                put(QUEUED, 2);
                put(queued.epoch(), 3);
                put(queued.cancelRequested() ? 1 : 0, 1);
                put(queued instanceof Waiting ? 0 : queued instanceof Ready ? 1 : 2, 2);
                put(queued instanceof Delayed(_, Instant until) ? left(world, until, 0) : 0, 3);
            }
            case Running running -> {
                put(RUNNING, 2);
                put(running.epoch(), 3);
                put(running.cancelRequested() ? 1 : 0, 1);
                int process = running.owner().charAt(0) - '0';
                put(2 * process + (running.owner().equals(world.owner(process)) ? 1 : 0), 2);
                put(left(world, running.leaseUntil(), -1) + 1, 3);
            }
            case Ended(Outcome outcome, int epoch) -> {
                put(ENDED, 2);
                put(epoch, 3);
                put(outcome.ordinal(), 6);
            }
        }
    }

    private static int left(World world, Instant until, int least) {
        return (int) Math.max(least, Duration.between(world.now, until).toSeconds());
    }

    /** Makes a world what the code says. */
    void read(World world) {
        position = 0;
        for (int process = 0; process < World.PROCESSES; process++) {
            world.incarnation[process] = 1;
        }
        world.broken = null;
        for (int run = 0; run < world.shape.runs(); run++) {
            world.runs[run] = readState(world);
            world.after[run] = take(3) - 1;
            world.journal[run] = take(2);
            world.terminals[run] = take(2);
            world.redelivered[run] = take(1) == 1;
            world.cancelled[run] = take(1) == 1;
        }
        for (int worker = 0; worker < World.WORKERS; worker++) {
            world.workers[worker] = new Worker(take(3) - 1, take(3), take(2), take(1) == 1);
        }
    }

    private RunState readState(World world) {
        return switch (take(2)) {
            case QUEUED -> readQueued(world);
            case RUNNING -> readRunning(world);
            case ENDED -> {
                int epoch = take(3);
                yield new Ended(Outcome.values()[take(6)], epoch);
            }
            default -> {
                take(STATE_BITS - 2);
                yield new Absent();
            }
        };
    }

    private Queued readQueued(World world) {
        int epoch = take(3);
        boolean cancel = take(1) == 1;
        int kind = take(2);
        int left = take(3);
        return switch (kind) {
            case 0 -> new Waiting(cancel);
            case 1 -> new Ready(epoch, cancel);
            default -> new Delayed(epoch, world.now.plusSeconds(left));
        };
    }

    private Running readRunning(World world) {
        int epoch = take(3);
        boolean cancel = take(1) == 1;
        int owner = take(2);
        String name = owner / 2 + ":" + owner % 2;
        return new Running(epoch, name, world.now.plusSeconds(take(3) - 1L), cancel);
    }

    private void put(int value, int bits) {
        if (position < Long.SIZE) {
            low |= (long) value << position;
            if (position + bits > Long.SIZE) {
                high |= (long) value >>> (Long.SIZE - position);
            }
        } else {
            high |= (long) value << (position - Long.SIZE);
        }
        position += bits;
    }

    private int take(int bits) {
        long from;
        if (position >= Long.SIZE) {
            from = high >>> (position - Long.SIZE);
        } else if (position + bits > Long.SIZE) {
            from = low >>> position | high << (Long.SIZE - position);
        } else {
            from = low >>> position;
        }
        position += bits;
        return (int) (from & (1L << bits) - 1);
    }
}

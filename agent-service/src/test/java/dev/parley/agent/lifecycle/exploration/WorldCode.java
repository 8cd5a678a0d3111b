package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunState;
import dev.parley.agent.lifecycle.RunState.Absent;
import dev.parley.agent.lifecycle.RunState.Ended;
import dev.parley.agent.lifecycle.RunState.Held;
import dev.parley.agent.lifecycle.RunState.Outcome;
import dev.parley.agent.lifecycle.RunState.Queued;
import dev.parley.agent.lifecycle.RunState.Ready;
import dev.parley.agent.lifecycle.RunState.Running;
import dev.parley.agent.lifecycle.RunState.Waiting;
import dev.parley.agent.lifecycle.exploration.World.Worker;
import java.time.Duration;

/**
 * A world in 128 bits, exactly, up to what makes no difference: times count from now, a lease that
 * is over is over, and of a process' names only the last one is told from the earlier ones.
 */
final class WorldCode {

    private static final int RUNNING = 4;

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
        put(world.agentPaused ? 1 : 0, 1);
    }

    private void writeState(World world, RunState state) {
        switch (state) {
            case Absent _ -> put(0, 11);
            case Queued queued -> {
                put(queued instanceof Waiting ? 1 : queued instanceof Ready ? 2 : 3, 3);
                put(queued.epoch(), 3);
                put(queued.cancelRequested() ? 1 : 0, 5);
            }
            case Running running -> {
                put(RUNNING, 3);
                put(running.epoch(), 3);
                put(running.cancelRequested() ? 1 : 0, 1);
                int process = running.owner().charAt(0) - '0';
                put(2 * process + (running.owner().equals(world.owner(process)) ? 1 : 0), 2);
                long left = Duration.between(world.now, running.leaseUntil()).toSeconds();
                put((int) Math.max(-1, left) + 1, 2);
            }
            case Ended(Outcome outcome, int epoch) -> {
                put(RUNNING + 1 + outcome.ordinal(), 3);
                put(epoch, 8);
            }
        }
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
        world.agentPaused = take(1) == 1;
    }

    private RunState readState(World world) {
        int kind = take(3);
        int epoch = kind > RUNNING || kind == 0 ? take(8) : take(3);
        return switch (kind) {
            case 0 -> new Absent();
            case 1 -> new Waiting(take(5) == 1);
            case 2 -> new Ready(epoch, take(5) == 1);
            case 3 -> new Held(epoch, take(5) == 1);
            case RUNNING -> readRunning(world, epoch);
            default -> new Ended(Outcome.values()[kind - RUNNING - 1], epoch);
        };
    }

    private Running readRunning(World world, int epoch) {
        boolean cancel = take(1) == 1;
        int owner = take(2);
        String name = owner / 2 + ":" + owner % 2;
        return new Running(epoch, name, world.now.plusSeconds(take(2) - 1L), cancel);
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

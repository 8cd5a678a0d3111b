package dev.parley.tool.egress.wire;

import java.time.Duration;

/** The end of the time that something may take. */
public final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** One that is so far away. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Whether it has come, to the millisecond that waits are counted in. */
    public boolean isOver() {
        return Duration.ofNanos(end - System.nanoTime()).toMillis() < 1;
    }

    /** The time that is left, but no more than {@code most}; a millisecond at the least. */
    public Duration left(Duration most) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Duration bounded = left.compareTo(most) < 0 ? left : most;
        return bounded.toMillis() < 1 ? Duration.ofMillis(1) : bounded;
    }
}

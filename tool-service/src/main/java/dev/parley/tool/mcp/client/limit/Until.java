package dev.parley.tool.mcp.client.limit;

import java.time.Duration;

/** The end of the time that something may take, over all that it consists of. */
public final class Until {

    private static final Duration LEAST = Duration.ofMillis(1);

    private final long end;

    private Until(long end) {
        this.end = end;
    }

    /** One that is so far away. */
    public static Until in(Duration time) {
        return new Until(System.nanoTime() + time.toNanos());
    }

    /** What is left; a millisecond at the least, so that it can be a limit. */
    public Duration left() {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** Whether nothing is left. */
    public boolean isOver() {
        return end - System.nanoTime() <= 0;
    }

    /** The end of a part of it, which may take {@code most}. */
    public Until within(Duration most) {
        return in(most.compareTo(left()) < 0 ? most : left());
    }
}

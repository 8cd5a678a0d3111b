package dev.parley.local.supervision;

import java.time.Duration;

/**
 * How long to wait before the next start: 1 s, doubled with each failure up to 30 s; a process that
 * ran well for a minute starts over.
 *
 * @param failures failures in a row so far
 */
record Backoff(int failures) {

    static final Backoff NONE = new Backoff(0);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration HEALTHY = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 5;

    /** After a start that failed. */
    Backoff failed() {
        return new Backoff(failures + 1);
    }

    /** After a process ended that had been ready for this long. */
    Backoff diedAfter(Duration ready) {
        return ready.compareTo(HEALTHY) >= 0 ? new Backoff(1) : failed();
    }

    /** The wait before the next start; none before the first. */
    Duration delay() {
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}

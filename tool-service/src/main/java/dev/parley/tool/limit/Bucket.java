package dev.parley.tool.limit;

import dev.parley.tool.definition.RateLimit;
import java.time.Duration;

/**
 * A limit, and whose it is: what the generic cell rate algorithm keeps one time for (ITU-T I.371,
 * annex A, as a virtual scheduling algorithm). Up to {@code limit} calls may come at once; after
 * that, one in each {@code interval}.
 *
 * @param key names it
 * @param limit so many calls
 * @param whose for people
 */
record Bucket(String key, RateLimit limit, String whose) {

    /** What one call takes, in microseconds. */
    long intervalMicros() {
        return Math.max(1, periodMicros() / limit.limit());
    }

    /** How far ahead of the clock calls may be, in microseconds. */
    long periodMicros() {
        return limit.per().toNanos() / 1_000;
    }

    /** That it is full. */
    record Full(Bucket bucket, Duration after) {}
}

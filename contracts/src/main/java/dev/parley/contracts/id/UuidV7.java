package dev.parley.contracts.id;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered ids (RFC 9562, section 5.7, with a 12-bit counter in {@code rand_a} as in section
 * 6.2, method 1): strictly increasing within a process, so that indexes grow at their right edge.
 */
public final class UuidV7 {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_BITS = 12;

    /** Milliseconds shifted left by the counter's bits, plus the counter. */
    private static final AtomicLong LAST = new AtomicLong();

    private UuidV7() {}

    /** A new id, greater than every id made before in this process. */
    public static UUID next() {
        long now = System.currentTimeMillis() << COUNTER_BITS;
        long tick = LAST.updateAndGet(last -> Math.max(now, last + 1));
        long high = (tick >>> COUNTER_BITS) << 16 | 0x7000L | (tick & 0xFFF);
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}

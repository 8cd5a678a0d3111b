package dev.parley.platform.cache;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts drops in this process, so that a value kept here can be recognised as older than a drop
 * without looking through all of them. Many names share a counter: a strange drop may outdate a
 * value needlessly, never the other way round.
 */
final class Epochs {

    private static final int STRIPES = 4096;

    private final AtomicLongArray counts = new AtomicLongArray(STRIPES);

    /**
     * The state before a value is read. It only grows, and it grows with every drop that concerns
     * the entry.
     */
    long of(Scope entry) {
        return count(Scope.ANY)
                + count(entry.cache())
                + count(entry.tenant())
                + count(entry.owner())
                + count(entry.entry());
    }

    /** Outdates what was read before within the scope. */
    void bump(Scope scope) {
        String narrowest =
                scope.isEntry()
                        ? scope.entry()
                        : scope.hasOwner()
                                ? scope.owner()
                                : scope.hasTenant() ? scope.tenant() : scope.cache();
        counts.incrementAndGet(stripe(narrowest));
    }

    private long count(String name) {
        return counts.get(stripe(name));
    }

    private static int stripe(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 16) & STRIPES - 1;
    }
}

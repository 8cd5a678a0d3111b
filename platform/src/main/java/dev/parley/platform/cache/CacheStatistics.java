package dev.parley.platform.cache;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What {@code GET /v1/caches} answers: counts of this instance since its start.
 *
 * @param redis {@code used}, or {@code bypassed} while Redis is away or a drop waits for it
 * @param pendingDrops drops that Redis has not taken yet
 */
record CacheStatistics(String redis, int pendingDrops, List<OfCache> data) {

    /** One cache. */
    record OfCache(
            String name, Near near, Shared shared, Refused refused, Bytes storedBytes, Load load) {}

    /** The tier in the process. */
    record Near(long hits, long misses, long evictions) {}

    /** The tier in Redis. */
    record Shared(long hits, long misses, long stale, long coalesced, long bypassed) {}

    /** What was not stored, or could not be read. */
    record Refused(long tooLarge, long outdated, long unreadable) {}

    /** What was stored, before and after compression. */
    record Bytes(long raw, long stored) {}

    /** What a miss costs. */
    record Load(long count, double meanMilliseconds) {}

    static CacheStatistics of(Caches caches) {
        return new CacheStatistics(
                caches.usesRedis() ? "used" : "bypassed",
                caches.pendingDrops(),
                caches.all().stream().map(CacheStatistics::of).toList());
    }

    private static OfCache of(Cache<?> cache) {
        CacheMeters.Of m = cache.meters();
        return new OfCache(
                cache.name(),
                new Near(count(m.nearHits), count(m.nearMisses), count(m.nearEvictions)),
                new Shared(
                        count(m.hits),
                        count(m.misses),
                        count(m.stale),
                        count(m.coalesced),
                        count(m.bypassed)),
                new Refused(count(m.tooLarge), count(m.outdated), count(m.unreadable)),
                new Bytes((long) m.rawBytes.totalAmount(), (long) m.storedBytes.totalAmount()),
                new Load(m.load.count(), m.load.mean(TimeUnit.MILLISECONDS)));
    }

    private static long count(Counter counter) {
        return (long) counter.count();
    }
}

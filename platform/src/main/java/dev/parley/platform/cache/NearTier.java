package dev.parley.platform.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;

/** The values that this process keeps for a moment, without a round trip. */
final class NearTier<V> {

    /** What an entry costs beside its value. */
    private static final int OVERHEAD_BYTES = 200;

    private final com.github.benmanes.caffeine.cache.Cache<String, Kept<V>> kept;
    private final boolean enabled;
    private final Epochs epochs;
    private final CacheMeters.Of meters;

    NearTier(CacheConfig.Kind kind, Epochs epochs, CacheMeters.Of meters) {
        this.enabled = !kind.nearTtl().isZero() && kind.nearMaxBytes() > 0;
        this.epochs = epochs;
        this.meters = meters;
        this.kept =
                Caffeine.newBuilder()
                        .expireAfterWrite(kind.nearTtl())
                        .maximumWeight(kind.nearMaxBytes())
                        .weigher((String key, Kept<V> value) -> value.bytes() + OVERHEAD_BYTES)
                        .evictionListener((key, value, cause) -> countEviction(cause))
                        .build();
        meters.watchSize(kept::estimatedSize);
    }

    private record Kept<V>(V value, long epoch, int bytes, String version) {

        boolean reaches(long leastVersion) {
            return leastVersion == Cache.ANY_VERSION
                    || !version.isEmpty() && Long.parseLong(version) >= leastVersion;
        }
    }

    /** What to hand to {@link #keep} if the value read after this call is to be kept. */
    long epoch(Scope entry) {
        return epochs.of(entry);
    }

    /** The value, if nothing that concerns it was dropped since it was read. */
    @Nullable V find(Scope entry, long leastVersion) {
        if (!enabled) {
            return null;
        }
        Kept<V> found = kept.getIfPresent(entry.entry());
        if (found == null || found.epoch() != epochs.of(entry) || !found.reaches(leastVersion)) {
            meters.nearMisses.increment();
            return null;
        }
        meters.nearHits.increment();
        return found.value();
    }

    void keep(Scope entry, V value, Payload payload, long epoch) {
        if (enabled && epoch == epochs.of(entry)) {
            kept.put(entry.entry(), new Kept<>(value, epoch, payload.size(), payload.version()));
            meters.nearPuts.increment();
        }
    }

    void clear() {
        kept.invalidateAll();
    }

    private void countEviction(RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            meters.nearEvictions.increment();
        }
    }
}

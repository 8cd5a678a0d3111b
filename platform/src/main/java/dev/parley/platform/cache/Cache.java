package dev.parley.platform.cache;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Values of one kind, for the current tenant. Values are shared between callers and must not be
 * changed. What is read is never older than the last drop that had returned when the call began;
 * {@code docs/decisions/0008-cache.md} says within which limits.
 */
public final class Cache<V> {

    /** Any version will do. */
    static final long ANY_VERSION = -1;

    private final String name;
    private final CacheConfig.Kind kind;
    private final ValueFormat<V> format;
    private final Surroundings around;
    private final CacheMeters.Of meters;
    private final SharedTier shared;
    private final Reads<V> reads;

    Cache(String name, CacheConfig.Kind kind, ValueFormat<V> format, Surroundings around) {
        this.name = name;
        this.kind = kind;
        this.format = format;
        this.around = around;
        this.meters = around.meters().of(name);
        Coherence coherence = around.coherence();
        this.shared =
                new SharedTier(
                        around.link(),
                        around.keys(),
                        coherence::holds,
                        coherence.origin(),
                        kind,
                        format.shape());
        this.reads = new Reads<>(kind, format, around, meters, shared);
    }

    /**
     * The value, from the nearest place that has it. What the loader throws reaches the caller, and
     * nothing is stored then. The loader may be called by another thread's call for the same key.
     */
    public V get(CacheKey key, Supplier<V> loader) {
        return reads.find(scope(key), ANY_VERSION, new Reads.Loading<>(loader, null));
    }

    /**
     * The same for values that say themselves how long they are good.
     *
     * @param life takes the place of the ttl and is not varied; of zero, and the value is for those
     *     who wait for it only
     */
    public V get(CacheKey key, Supplier<V> loader, Function<V, Duration> life) {
        return reads.find(scope(key), ANY_VERSION, new Reads.Loading<>(loader, life));
    }

    /**
     * The same, but an entry of a lower version than one that the caller knows of is not good
     * enough. This holds without any limit.
     */
    public V get(CacheKey key, long leastVersion, Supplier<V> loader) {
        if (leastVersion < 0 || !format.isVersioned()) {
            throw new IllegalArgumentException("the cache " + name + " has no such versions");
        }
        return reads.find(scope(key), leastVersion, new Reads.Loading<>(loader, null));
    }

    /**
     * Puts a newer, committed version in the place of an older one. Never overwrites a higher
     * version, and stores nothing where nothing is: then the next reader loads. Within a
     * transaction, whose end nobody knows yet, it drops the entry as {@link #invalidate} does.
     */
    public void put(CacheKey key, V value) {
        if (!format.isVersioned()) {
            throw new IllegalStateException("the cache " + name + " has no versions");
        }
        Scope entry = scope(key);
        if (around.transaction().inTransaction()) {
            announce(entry);
            return;
        }
        replace(entry, value);
    }

    private void replace(Scope entry, V value) {
        byte[] json = format.json(value);
        if (json.length > kind.maxBytes()) {
            meters.tooLarge.increment();
            around.coherence().drop(entry);
            return;
        }
        Payload payload = format.pack(json, format.versionOf(value));
        around.epochs().bump(entry);
        try {
            if (shared.replace(entry, payload)) {
                meters.stored(payload);
            } else {
                meters.outdated.increment();
            }
        } catch (RedisAwayException e) {
            around.coherence().remember(entry);
        } finally {
            around.epochs().bump(entry);
        }
    }

    /** Drops one entry. */
    public void invalidate(CacheKey key) {
        announce(scope(key));
    }

    /** Drops what this cache holds of an owner. */
    public void invalidateOwner(String owner) {
        announce(Scope.owner(name, around.tenant().get(), owner));
    }

    /** Drops what this cache holds of the current tenant. */
    public void invalidateTenant() {
        announce(Scope.tenant(name, around.tenant().get()));
    }

    /** Drops what this cache holds, of every tenant. */
    public void invalidateAll() {
        announce(Scope.cache(name));
    }

    private void announce(Scope scope) {
        Caches.announce(scope, around);
    }

    private Scope scope(CacheKey key) {
        return Scope.entry(name, around.tenant().get(), key);
    }

    String name() {
        return name;
    }

    CacheMeters.Of meters() {
        return meters;
    }
}

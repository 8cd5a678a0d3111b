package dev.parley.platform.cache;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values of one kind, for the current tenant. Values are shared between callers and must not be
 * changed. What is read is never older than the last drop that had returned when the call began;
 * {@code docs/decisions/0008-cache.md} says within which limits.
 */
public final class Cache<V> {

    /** Any version will do. */
    static final long ANY_VERSION = -1;

    private static final long FIRST_LOOK_NANOS = 2_000_000;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;

    private final String name;
    private final CacheConfig.Kind kind;
    private final ValueFormat<V> format;
    private final Surroundings around;
    private final CacheMeters.Of meters;
    private final NearTier<V> near;
    private final SharedTier shared;
    private final Flights<V> flights;

    Cache(String name, CacheConfig.Kind kind, ValueFormat<V> format, Surroundings around) {
        this.name = name;
        this.kind = kind;
        this.format = format;
        this.around = around;
        this.meters = around.meters().of(name);
        this.near = new NearTier<>(kind, around.epochs(), meters);
        Coherence coherence = around.coherence();
        this.shared =
                new SharedTier(
                        around.link(),
                        around.keys(),
                        coherence::holds,
                        coherence.origin(),
                        kind,
                        format.shape());
        this.flights = new Flights<>(kind.loadWait(), meters.coalesced::increment);
    }

    /**
     * The value, from the nearest place that has it. What the loader throws reaches the caller, and
     * nothing is stored then. The loader may be called by another thread's call for the same key.
     */
    public V get(CacheKey key, Supplier<V> loader) {
        return find(key, ANY_VERSION, new Loading<>(loader, null));
    }

    /**
     * The same for values that say themselves how long they are good.
     *
     * @param life takes the place of the ttl and is not varied; of zero, and the value is for those
     *     who wait for it only
     */
    public V get(CacheKey key, Supplier<V> loader, Function<V, Duration> life) {
        return find(key, ANY_VERSION, new Loading<>(loader, life));
    }

    /**
     * The same, but an entry of a lower version than one that the caller knows of is not good
     * enough. This holds without any limit.
     */
    public V get(CacheKey key, long leastVersion, Supplier<V> loader) {
        if (leastVersion < 0 || !format.isVersioned()) {
            throw new IllegalArgumentException("the cache " + name + " has no such versions");
        }
        return find(key, leastVersion, new Loading<>(loader, null));
    }

    private record Loading<V>(Supplier<V> loader, @Nullable Function<V, Duration> life) {}

    private V find(CacheKey key, long leastVersion, Loading<V> loader) {
        if (around.transaction().hasChanges()) {
            // Only this transaction sees its changes: what it reads is for nobody else.
            return load(loader);
        }
        Scope entry = scope(key);
        if (around.coherence().holds()) {
            V known = near.find(entry, leastVersion);
            if (known != null) {
                return known;
            }
        }
        return flights.share(
                entry.entry() + leastVersion, () -> findShared(entry, leastVersion, loader));
    }

    private V findShared(Scope entry, long leastVersion, Loading<V> loader) {
        long deadline = System.nanoTime() + kind.loadWait().toNanos();
        long pause = FIRST_LOOK_NANOS;
        while (true) {
            long epoch = near.epoch(entry);
            switch (shared.read(entry, leastVersion)) {
                case SharedTier.Lookup.Found found -> {
                    return unpack(entry, found, epoch, loader);
                }
                case SharedTier.Lookup.Leased lease -> {
                    meters.misses.increment();
                    return loadAndStore(entry, lease.token(), epoch, loader);
                }
                case SharedTier.Lookup.Unanswered unanswered -> {
                    meters.bypassed.increment();
                    return loadAndStore(entry, unanswered.token(), epoch, loader);
                }
                case SharedTier.Lookup.Closed closed -> {
                    meters.bypassed.increment();
                    return load(loader);
                }
                case SharedTier.Lookup.Busy busy -> {
                    if (System.nanoTime() + pause > deadline) {
                        meters.misses.increment();
                        return load(loader);
                    }
                    LockSupport.parkNanos(pause);
                    pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
                }
            }
        }
    }

    private V unpack(Scope entry, SharedTier.Lookup.Found found, long epoch, Loading<V> loader) {
        V value = format.unpack(found.payload());
        if (value == null) {
            meters.unreadable.increment();
            around.coherence().drop(entry);
            return load(loader);
        }
        if (found.stale()) {
            meters.stale.increment();
        } else {
            meters.hits.increment();
            near.keep(entry, value, found.payload(), epoch);
        }
        return value;
    }

    private V loadAndStore(Scope entry, String token, long epoch, Loading<V> loader) {
        boolean stored = false;
        try {
            V value = load(loader);
            long life =
                    loader.life() == null ? shared.life() : shared.life(loader.life().apply(value));
            if (life <= 0) {
                return value;
            }
            byte[] json = format.json(value);
            if (json.length > kind.maxBytes()) {
                meters.tooLarge.increment();
                return value;
            }
            Payload payload = format.pack(json, format.versionOf(value));
            stored = shared.store(entry, token, payload, life);
            if (stored) {
                countStored(payload);
                near.keep(entry, value, payload, epoch);
            } else {
                meters.outdated.increment();
            }
            return value;
        } finally {
            if (!stored) {
                shared.release(entry, token);
            }
        }
    }

    private V load(Loading<V> loading) {
        long begun = System.nanoTime();
        try {
            return loading.loader().get();
        } finally {
            meters.load.record(Duration.ofNanos(System.nanoTime() - begun));
        }
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
                countStored(payload);
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

    private void countStored(Payload payload) {
        meters.rawBytes.record(payload.size());
        meters.storedBytes.record(payload.data().length);
    }

    String name() {
        return name;
    }

    CacheMeters.Of meters() {
        return meters;
    }
}

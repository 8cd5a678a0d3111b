package dev.parley.platform.cache;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How one cache gets its values: from the process, from Redis, or from who loads them. */
final class Reads<V> {

    private static final long FIRST_LOOK_NANOS = 2_000_000;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;

    private final CacheConfig.Kind kind;
    private final ValueFormat<V> format;
    private final Surroundings around;
    private final CacheMeters.Of meters;
    private final NearTier<V> near;
    private final SharedTier shared;
    private final Flights<V> flights;

    Reads(
            CacheConfig.Kind kind,
            ValueFormat<V> format,
            Surroundings around,
            CacheMeters.Of meters,
            SharedTier shared) {
        this.kind = kind;
        this.format = format;
        this.around = around;
        this.meters = meters;
        this.near = new NearTier<>(kind, around.epochs(), meters);
        this.shared = shared;
        this.flights = new Flights<>(kind.loadWait(), meters.coalesced::increment);
    }

    /** How to get a value, and how long it is good; as long as all of its kind if null. */
    record Loading<V>(Supplier<V> loader, @Nullable Function<V, Duration> life) {}

    /** The value, from the nearest place that has it. */
    V find(Scope entry, long leastVersion, Loading<V> loader) {
        if (around.transaction().hasChanges()) {
            // Only this transaction sees its changes: what it reads is for nobody else.
            return load(loader);
        }
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
                    return loadAndStore(entry, lease.token(), epoch, loader, meters.outdated);
                }
                case SharedTier.Lookup.Unanswered unanswered -> {
                    meters.bypassed.increment();
                    return loadAndStore(
                            entry, unanswered.token(), epoch, loader, meters.unanswered);
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

    /**
     * @param unstored counts values that the shared tier did not take
     */
    private V loadAndStore(
            Scope entry, String token, long epoch, Loading<V> loader, Counter unstored) {
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
                meters.stored(payload);
                near.keep(entry, value, payload, epoch);
            } else {
                unstored.increment();
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
}

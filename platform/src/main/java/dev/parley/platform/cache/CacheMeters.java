package dev.parley.platform.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What is measured; the label {@code cache} is the cache's name. */
final class CacheMeters {

    private final MeterRegistry registry;
    private final Counter redisErrors;
    private final AtomicInteger breakerOpen;

    CacheMeters(MeterRegistry registry) {
        this.registry = registry;
        this.redisErrors =
                Counter.builder("parley.cache.redis.errors")
                        .description("Commands of the cache that Redis refused or did not answer")
                        .register(registry);
        this.breakerOpen = registry.gauge("parley.cache.breaker.open", new AtomicInteger());
    }

    void redisFailed() {
        redisErrors.increment();
    }

    void breakerOpen(boolean open) {
        breakerOpen.set(open ? 1 : 0);
    }

    boolean isBreakerOpen() {
        return breakerOpen.get() == 1;
    }

    void watchPending(Supplier<Number> pending) {
        io.micrometer.core.instrument.Gauge.builder("parley.cache.drops.pending", pending)
                .description("Drops that Redis has not taken yet; the cache is bypassed meanwhile")
                .register(registry);
    }

    Of of(String cache) {
        return new Of(registry, cache);
    }

    /** One cache's meters. */
    static final class Of {

        final Counter nearHits;
        final Counter nearMisses;
        final Counter nearPuts;
        final Counter nearEvictions;
        final Counter hits;
        final Counter misses;
        final Counter stale;
        final Counter coalesced;
        final Counter bypassed;
        final Counter tooLarge;
        final Counter outdated;
        final Counter unanswered;
        final Counter unreadable;
        final DistributionSummary rawBytes;
        final DistributionSummary storedBytes;
        final Timer load;
        private final MeterRegistry registry;
        private final String cache;

        private Of(MeterRegistry registry, String cache) {
            this.registry = registry;
            this.cache = cache;
            nearHits = counter("cache.gets", "result", "hit");
            nearMisses = counter("cache.gets", "result", "miss");
            nearPuts = registry.counter("cache.puts", "cache", cache);
            nearEvictions = registry.counter("cache.evictions", "cache", cache);
            hits = counter("parley.cache.requests", "result", "hit");
            misses = counter("parley.cache.requests", "result", "miss");
            stale = counter("parley.cache.requests", "result", "stale");
            coalesced = counter("parley.cache.requests", "result", "coalesced");
            bypassed = counter("parley.cache.requests", "result", "bypassed");
            tooLarge = counter("parley.cache.refused", "reason", "too_large");
            outdated = counter("parley.cache.refused", "reason", "outdated");
            unanswered = counter("parley.cache.refused", "reason", "unanswered");
            unreadable = counter("parley.cache.refused", "reason", "unreadable");
            rawBytes = bytes("raw");
            storedBytes = bytes("stored");
            load =
                    Timer.builder("parley.cache.load")
                            .description("What a miss costs")
                            .tag("cache", cache)
                            .register(registry);
        }

        void stored(Payload payload) {
            rawBytes.record(payload.size());
            storedBytes.record(payload.data().length);
        }

        void watchSize(Supplier<Number> entries) {
            io.micrometer.core.instrument.Gauge.builder("cache.size", entries)
                    .tag("cache", cache)
                    .register(registry);
        }

        private Counter counter(String name, String label, String value) {
            return registry.counter(name, "cache", cache, label, value);
        }

        private DistributionSummary bytes(String form) {
            return DistributionSummary.builder("parley.cache.store")
                    .description("Sizes of what was stored, before and after compression")
                    .baseUnit("bytes")
                    .tags("cache", cache, "form", form)
                    .register(registry);
        }
    }
}

package dev.parley.platform.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.cache.Replica.Window;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class CacheSettingsTest {

    private final String owner = UUID.randomUUID().toString();

    @Test
    void theDefaults() {
        CacheConfig config = Replica.config("parley.cache.command-timeout", "PT0.05S");
        assertEquals(Duration.ofSeconds(1), config.breakerDelay());
        assertEquals(Duration.ofMillis(250), config.retryDelay());
        assertEquals(10_000, config.pendingDrops());
        assertEquals(Duration.ofSeconds(30), config.fence());
        CacheConfig.Kind kind = Objects.requireNonNull(config.kind().get("any"));
        assertEquals(Duration.ofMinutes(1), kind.ttl());
        assertEquals(0.1, kind.jitter());
        assertEquals(Duration.ZERO, kind.stale());
        assertEquals(1024, kind.compressFrom());
        assertEquals(262_144, kind.maxBytes());
        assertEquals(Duration.ofSeconds(2), kind.nearTtl());
        assertEquals(8_388_608, kind.nearMaxBytes());
        assertEquals(Duration.ofMillis(500), kind.loadWait());
        assertEquals(Duration.ofSeconds(5), kind.lease());
    }

    @Test
    void whatIsTooLargeIsNotStored() {
        try (Replica replica = new Replica("max-bytes", "2000")) {
            replica.get(owner, () -> new Window(1, "x".repeat(3000)));
            assertEquals(1, replica.count("parley.cache.refused", "reason", "too_large"));
            assertEquals("small", replica.get(owner, () -> new Window(2, "small")).text());
        }
    }

    @Test
    void largeValuesAreCompressedAndComeBackWhole() {
        String text = "a conversation about the weather in Tokyo, ".repeat(200);
        try (Replica one = new Replica();
                Replica two = new Replica()) {
            one.get(owner, () -> new Window(1, text));
            assertEquals(text, two.get(owner, () -> new Window(2, "not found")).text());
            double raw = one.meters.get("parley.cache.store").tag("form", "raw").summary().max();
            double stored =
                    one.meters.get("parley.cache.store").tag("form", "stored").summary().max();
            assertTrue(raw > 8_000 && stored < raw / 5, raw + " -> " + stored);
        }
    }

    @Test
    void lifetimesVaryWithinTheJitter() {
        try (Replica replica = new Replica("ttl", "PT100S", "jitter", "0.5")) {
            Set<Long> lifetimes = new HashSet<>();
            Replica.redis(Command.FLUSHALL);
            for (int i = 0; i < 20; i++) {
                replica.get(owner + i, () -> new Window(1, "a"));
            }
            Replica.redis(Command.KEYS, "*cache:entry:*")
                    .forEach(key -> lifetimes.add(Replica.number(Command.TTL, key.toString()) / 5));
            assertTrue(lifetimes.size() > 3, lifetimes.toString());
            assertTrue(lifetimes.stream().allMatch(l -> l >= 9 && l <= 20), lifetimes.toString());
        }
    }

    @Test
    void aStaleEntryAnswersWhileOneCallerLoadsItAnewAndNeverAfterADrop() throws Exception {
        String[] settings = {
            "ttl",
            "PT0.01S",
            "jitter",
            "0",
            "stale",
            "PT10M",
            "near-ttl",
            "PT0S",
            "load-wait",
            "PT30S"
        };
        try (Replica one = new Replica(settings);
                Replica two = new Replica(settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            one.get(owner, () -> new Window(1, "old"));
            TopicReader.await(Replica.PATIENCE, () -> expired(owner));
            CountDownLatch loading = new CountDownLatch(1);
            CountDownLatch finish = new CountDownLatch(1);
            threads.submit(() ->
                    one.get(
                            owner,
                            () -> {
                                loading.countDown();
                                waitFor(finish);
                                return new Window(2, "new");
                            }));
            loading.await();
            assertEquals("old", two.get(owner, () -> new Window(3, "unwanted")).text());
            assertEquals(1, two.count("parley.cache.requests", "result", "stale"));
            two.invalidateOwner(owner);
            assertEquals("fresh", two.get(owner, () -> new Window(4, "fresh")).text());
            finish.countDown();
        }
    }

    @Test
    void theNearTierIsBoundedByBytes() {
        try (Replica replica =
                new Replica("near-max-bytes", "20000", "near-ttl", "PT10M", "compress-from", "0")) {
            for (int i = 0; i < 200; i++) {
                replica.get(owner + i, () -> new Window(1, "x".repeat(1000)));
            }
            TopicReader.await(
                    Replica.PATIENCE,
                    () -> {
                        replica.get(owner, () -> new Window(1, "x"));
                        return replica.count("cache.evictions", "cache", "window") > 100;
                    });
        }
    }

    @Test
    void aRedisThatWouldFillUpIsReported() throws Exception {
        RedisMemory memory = new RedisMemory(Replica.connect(), new SimpleMeterRegistry());
        memory.probe();
        assertTrue(memory.suits());
        Replica.redis(Command.CONFIG, "SET", "maxmemory-policy", "noeviction");
        memory.probe();
        assertEquals(false, memory.suits());
        Replica.redis(Command.CONFIG, "SET", "maxmemory-policy", "allkeys-lfu");
        Replica.redis(Command.CONFIG, "SET", "maxmemory", "0");
        memory.probe();
        assertEquals(false, memory.suits());
        Replica.redis(Command.CONFIG, "SET", "maxmemory", "256mb");
        Replica.redis(Command.CONFIG, "SET", "maxmemory-policy", "allkeys-lru");
    }

    private static boolean expired(String owner) {
        // Fresh for 10 ms: once that is over, what is left is the time for stale answers.
        return Replica.redis(Command.KEYS, "*cache:entry:*").stream()
                .allMatch(key -> Replica.number(Command.PTTL, key.toString()) < 600_000);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

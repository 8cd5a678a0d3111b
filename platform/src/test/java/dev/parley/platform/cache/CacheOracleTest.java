package dev.parley.platform.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.cache.Replica.Window;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Readers, writers and a server that forgets, in any order: after a drop has returned, no read that
 * begins later gives a value from before it.
 */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class CacheOracleTest {

    private static final int THREADS = 8;
    private static final int STEPS = 600;
    private static final int OWNERS = 4;

    private final AtomicLongArray truth = new AtomicLongArray(OWNERS);

    /** The truth as it was when a drop that has returned was called. */
    private final AtomicLongArray promised = new AtomicLongArray(OWNERS);

    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noReadIsOlderThanADropThatReturnedBefore(long seed) throws Exception {
        // The replica that writes keeps values in itself; the other looks into Redis each time,
        // since word of a drop takes a moment to reach its near tier.
        try (Replica writing = new Replica("near-ttl", "PT1M", "load-wait", "PT0.05S");
                Replica reading = new Replica("near-ttl", "PT0S", "load-wait", "PT0.05S");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(seed * 100 + i);
                results.add(
                        threads.submit(() -> {
                            for (int step = 0; step < STEPS; step++) {
                                step(random, writing, reading);
                            }
                        }));
            }
            for (Future<?> result : results) {
                result.get();
            }
            assertEquals(List.of(), List.copyOf(broken));
            assertUsed(writing, reading);
        }
    }

    private void step(Random random, Replica writing, Replica reading) {
        int owner = random.nextInt(OWNERS);
        switch (random.nextInt(20)) {
            case 0, 1 -> write(random, writing, owner);
            case 2 -> {
                if (random.nextInt(10) == 0) {
                    Replica.redis(Command.FLUSHALL);
                }
            }
            default -> read(random, random.nextBoolean() ? writing : reading, owner);
        }
    }

    private void write(Random random, Replica writing, int owner) {
        long committed = truth.incrementAndGet(owner);
        Replica.asTenant(() -> {
            String name = "owner-" + owner;
            switch (random.nextInt(5)) {
                case 0 -> writing.windows.invalidate(new CacheKey(name, "latest"));
                case 1 -> writing.caches.invalidateOwner(name);
                case 2 -> writing.windows.invalidateTenant();
                case 3 ->
                        writing.windows.put(
                                new CacheKey(name, "latest"), new Window(committed, "put"));
                default -> writing.windows.invalidateOwner(name);
            }
        });
        promised.accumulateAndGet(owner, committed, Math::max);
    }

    private void read(Random random, Replica replica, int owner) {
        long least = promised.get(owner);
        long slow = random.nextInt(4) == 0 ? 1_000_000 : 0;
        Window seen =
                replica.get(
                        "owner-" + owner,
                        () -> {
                            long read = truth.get(owner);
                            LockSupport.parkNanos(slow);
                            return new Window(read, "loaded");
                        });
        if (seen.seq() < least) {
            broken.add("owner " + owner + ": " + seen + " although " + least + " was promised");
        }
    }

    /** A test in which nothing was ever cached would prove nothing. */
    private static void assertUsed(Replica writing, Replica reading) {
        double hits =
                writing.count("cache.gets", "result", "hit")
                        + reading.count("parley.cache.requests", "result", "hit");
        assertTrue(hits > STEPS, "hits: " + hits);
    }
}

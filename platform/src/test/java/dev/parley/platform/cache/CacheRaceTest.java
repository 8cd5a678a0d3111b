package dev.parley.platform.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.cache.Replica.Window;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.TopicReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class CacheRaceTest {

    private static final int CALLERS = 50;

    private Replica one;
    private Replica two;
    private final String owner = UUID.randomUUID().toString();

    @BeforeEach
    void begin() {
        // Nobody waits for long, nothing is kept in the process: what is seen is what Redis holds.
        one = new Replica("near-ttl", "PT0S", "load-wait", "PT30S");
        two = new Replica("near-ttl", "PT0S", "load-wait", "PT0.02S");
    }

    @AfterEach
    void end() {
        one.close();
        two.close();
    }

    enum Drop {
        ENTRY,
        OWNER,
        OWNER_IN_ALL,
        TENANT,
        TENANT_IN_ALL,
        CACHE,
        ALL,
        FLUSH,
        FLUSH_AND_RELOAD;

        void on(Replica replica, String owner) {
            switch (this) {
                case ENTRY -> replica.windows.invalidate(new CacheKey(owner, "latest"));
                case OWNER -> replica.windows.invalidateOwner(owner);
                case OWNER_IN_ALL -> replica.caches.invalidateOwner(owner);
                case TENANT -> replica.windows.invalidateTenant();
                case TENANT_IN_ALL -> replica.caches.invalidateTenant();
                case CACHE -> replica.windows.invalidateAll();
                case ALL -> replica.caches.invalidateAll();
                case FLUSH -> Replica.redis(Command.FLUSHALL);
                case FLUSH_AND_RELOAD -> {
                    Replica.redis(Command.FLUSHALL);
                    replica.get(owner, () -> new Window(2, "new"));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Drop.class)
    void aLoadThatBeganBeforeADropIsNotStored(Drop drop) {
        one.get(
                owner,
                () -> {
                    Replica.asTenant(() -> drop.on(two, owner));
                    return new Window(1, "old");
                });
        assertEquals(1, one.count("parley.cache.refused", "reason", "outdated"));
        assertEquals("new", two.get(owner, () -> new Window(2, "new")).text());
        assertEquals("new", one.get(owner, () -> new Window(2, "new")).text());
    }

    @Test
    void aCommittedTransactionDropsAndNobodyStoresWhatHeReadBeforeTheCommit() {
        one.get(owner, () -> new Window(1, "old"));
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    one.invalidateOwner(owner);
                    assertEquals("old", elsewhere(() -> new Window(1, "old")).text());
                    assertEquals("mine", one.get(owner, () -> new Window(2, "mine")).text());
                    assertEquals("old", elsewhere(() -> new Window(1, "old")).text());
                    assertEquals(2, two.count("parley.cache.requests", "result", "bypassed"));
                });
        assertEquals("new", two.get(owner, () -> new Window(2, "new")).text());
        assertEquals("new", one.get(owner, CacheRaceTest::never).text());
    }

    @Test
    void aProcessThatDiesBeforeItsCommitLeavesNothingOldBehind() {
        one.close();
        one = new Replica("near-ttl", "PT0S", "parley.cache.fence", "PT1S");
        one.get(owner, () -> new Window(1, "old"));
        // Announced and never ended: what is left of a process that was killed in between.
        one.caches.around.coherence().fence(Scope.owner(Scope.ANY, Replica.TENANT, owner));
        assertEquals("old", two.get(owner, () -> new Window(1, "old")).text());
        AtomicInteger truth = new AtomicInteger(2);
        TopicReader.await(
                Replica.PATIENCE,
                () -> two.get(owner, () -> new Window(truth.get(), "committed")).seq() == 2);
        TopicReader.await(Replica.PATIENCE, () -> stored(two));
    }

    /** Outside of this thread's transaction. */
    private Window elsewhere(Supplier<Window> loader) {
        return CompletableFuture.supplyAsync(() -> two.get(owner, loader)).join();
    }

    private boolean stored(Replica replica) {
        replica.get(owner, () -> new Window(2, "committed"));
        return replica.count("parley.cache.requests", "result", "hit") > 0;
    }

    @Test
    void aRolledBackTransactionLeavesTheCacheUsable() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(() -> {
                                    one.invalidateOwner(owner);
                                    throw new IllegalStateException("rolled back on purpose");
                                }));
        one.get(owner, () -> new Window(1, "a"));
        assertEquals("a", one.get(owner, CacheRaceTest::never).text());
    }

    @Test
    void manyCallersOfTwoReplicasLoadOnce() throws Exception {
        two.close();
        two = new Replica("near-ttl", "PT0S", "load-wait", "PT30S");
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(2 * CALLERS);
        Supplier<Window> loader =
                () -> {
                    loads.incrementAndGet();
                    await(all);
                    return new Window(1, "a");
                };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Window>> results = new ArrayList<>();
            for (int i = 0; i < 2 * CALLERS; i++) {
                Replica replica = i % 2 == 0 ? one : two;
                results.add(
                        threads.submit(() -> {
                            all.countDown();
                            return replica.get(owner, loader);
                        }));
            }
            for (Future<Window> result : results) {
                assertEquals("a", result.get().text());
            }
        }
        assertEquals(1, loads.get());
        assertTrue(one.count("parley.cache.requests", "result", "coalesced") > 0);
    }

    @Test
    void aCallerWaitsOnlySoLongForTheLoadOfAnother() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() ->
                    one.get(
                            owner,
                            () -> {
                                loading.countDown();
                                await(finish);
                                return new Window(1, "slow");
                            }));
            await(loading);
            assertEquals("own", two.get(owner, () -> new Window(1, "own")).text());
            finish.countDown();
        }
        assertEquals("slow", two.get(owner, CacheRaceTest::never).text());
    }

    @Test
    void theLeaseOfALoaderThatNeverReturnsEndsByItself() {
        two.close();
        two = new Replica("near-ttl", "PT0S", "lease", "PT0.2S", "load-wait", "PT20S");
        one.close();
        one = new Replica("near-ttl", "PT0S", "lease", "PT0.2S");
        assertThrows(
                OutOfMemoryError.class,
                () ->
                        one.get(
                                owner,
                                () -> {
                                    // As if the process had died: it has no lease to give back.
                                    one.close();
                                    throw new OutOfMemoryError("on purpose");
                                }));
        assertEquals("b", two.get(owner, () -> new Window(1, "b")).text());
        assertEquals("b", two.get(owner, CacheRaceTest::never).text());
        one = new Replica();
    }

    @Test
    void aFailedLoadReachesTheCallerAndHoldsNobodyUp() {
        assertThrows(IllegalArgumentException.class, () -> one.get(owner, CacheRaceTest::refuse));
        assertEquals("a", one.get(owner, () -> new Window(1, "a")).text());
        assertEquals("a", two.get(owner, CacheRaceTest::never).text());
    }

    private static Window refuse() {
        throw new IllegalArgumentException("no such conversation");
    }

    private static Window never() {
        throw new AssertionError("loaded although it is cached");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

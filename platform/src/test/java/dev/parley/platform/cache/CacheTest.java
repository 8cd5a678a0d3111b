package dev.parley.platform.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.cache.Replica.Window;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class CacheTest {

    private static final Supplier<Window> NEVER =
            () -> {
                throw new AssertionError("loaded although it is cached");
            };

    private Replica one;
    private Replica two;
    private final String owner = UUID.randomUUID().toString();

    @BeforeEach
    void begin() {
        one = new Replica();
        two = new Replica();
    }

    @AfterEach
    void end() {
        one.close();
        two.close();
    }

    @Test
    void whatOneReplicaLoadedTheOtherFindsInRedisAndThenInItself() {
        assertEquals(new Window(1, "a"), one.get(owner, () -> new Window(1, "a")));
        assertEquals(new Window(1, "a"), two.get(owner, NEVER));
        assertEquals(1, two.count("parley.cache.requests", "cache", "window", "result", "hit"));
        assertEquals(new Window(1, "a"), two.get(owner, NEVER));
        assertEquals(1, two.count("parley.cache.requests", "cache", "window", "result", "hit"));
        assertEquals(1, two.count("cache.gets", "cache", "window", "result", "hit"));
    }

    @Test
    void aHitAndAStoreCostOneCommandEach() {
        one.get(owner, () -> new Window(1, "a"));
        long before = evaluations();
        two.get(owner, NEVER);
        assertEquals(1, evaluations() - before);
        two.get(owner + "x", () -> new Window(1, "a"));
        assertEquals(3, evaluations() - before);
    }

    @Test
    void tenantsNeverShareAnEntry() {
        one.get("acme", owner, "latest", () -> new Window(1, "acme's"));
        assertEquals(
                new Window(1, "other's"),
                one.get("other", owner, "latest", () -> new Window(1, "other's")));
        assertEquals(new Window(1, "acme's"), two.get("acme", owner, "latest", NEVER));
        assertThrows(
                IllegalStateException.class,
                () -> one.windows.get(new CacheKey(owner, "latest"), NEVER));
        assertThrows(
                IllegalStateException.class,
                () ->
                        TenantScope.callForEveryTenant(
                                () -> one.windows.get(new CacheKey(owner, "latest"), NEVER)));
    }

    @Test
    void noTextReachesTheKeyOfAnother() {
        List<List<String>> alike =
                List.of(
                        List.of("a", "b:c", "d"),
                        List.of("a", "b", "c:d"),
                        List.of("a", "b ", "c\r\nd"),
                        List.of("a", "", "bcd"),
                        List.of("ab", "c", "d"),
                        List.of("a", "bc", "d"),
                        List.of("a", "1:b", "*"),
                        List.of("a", "*", "*"));
        for (List<String> key : alike) {
            String value = String.join("|", key);
            assertEquals(
                    value,
                    one.get(key.get(0), owner + key.get(1), key.get(2), () -> new Window(1, value))
                            .text());
        }
        for (Response key : Replica.redis(Command.KEYS, "*")) {
            assertTrue(
                    key.toString().matches("conversation:cache:[A-Za-z0-9_:-]+"), key.toString());
        }
    }

    @Test
    void dropsOneEntryOnly() {
        fill();
        Replica.asTenant(() -> one.windows.invalidate(new CacheKey(owner, "latest")));
        assertDropped(two, "acme", owner, "latest");
        assertKept("acme", owner, "first");
    }

    @Test
    void dropsAllOfAnOwnerInOneCacheOrAll() {
        fill();
        one.invalidateOwner(owner);
        assertDropped(two, "acme", owner, "latest");
        assertDropped(two, "acme", owner, "first");
        assertKept("acme", owner + "x", "latest");
        fill();
        Replica.asTenant(() -> one.caches.invalidateOwner(owner));
        assertDropped(two, "acme", owner, "latest");
        assertKept("acme", owner + "x", "latest");
    }

    @Test
    void dropsAllOfATenantInOneCacheOrAll() {
        fill();
        Replica.asTenant(one.windows::invalidateTenant);
        assertDropped(two, "acme", owner + "x", "latest");
        assertKept("other", owner, "latest");
        fill();
        Replica.asTenant(one.caches::invalidateTenant);
        assertDropped(two, "acme", owner + "x", "latest");
        assertKept("other", owner, "latest");
    }

    @Test
    void dropsAllOfACacheOrOfTheService() {
        Cache<Window> states = one.caches.of("state", Window.class);
        Cache<Window> statesOfTwo = two.caches.of("state", Window.class);
        CacheKey key = new CacheKey(owner, "run");
        Replica.asTenant(() -> states.get(key, () -> new Window(1, "s")));
        fill();
        one.windows.invalidateAll();
        assertDropped(two, "other", owner, "latest");
        Replica.asTenant(() -> assertEquals("s", statesOfTwo.get(key, NEVER).text()));
        one.caches.invalidateAll();
        TopicReader.await(
                Replica.PATIENCE,
                () ->
                        TenantScope.call(
                                "acme",
                                () ->
                                        statesOfTwo
                                                .get(key, () -> new Window(2, "new"))
                                                .text()
                                                .equals("new")));
    }

    @Test
    void aHigherVersionReplacesALowerOneAndNeverTheOtherWayRound() {
        CacheKey key = new CacheKey(owner, "latest");
        Replica.asTenant(() -> one.windows.put(key, new Window(9, "nobody asked for it")));
        one.get(owner, () -> new Window(5, "five"));
        Replica.asTenant(() -> two.windows.put(key, new Window(4, "four")));
        assertEquals("five", two.get(owner, NEVER).text());
        Replica.asTenant(() -> two.windows.put(key, new Window(6, "six")));
        assertEquals("six", two.get(owner, NEVER).text());
        TopicReader.await(Replica.PATIENCE, () -> one.get(owner, NEVER).text().equals("six"));
    }

    @Test
    void aReaderThatKnowsOfANewerVersionIsNotGivenAnOlderOne() {
        CacheKey key = new CacheKey(owner, "latest");
        one.get(owner, () -> new Window(5, "five"));
        Replica.asTenant(() -> {
            assertEquals("five", one.windows.get(key, 5, NEVER).text());
            assertEquals("six", one.windows.get(key, 6, () -> new Window(6, "six")).text());
            assertEquals("six", two.windows.get(key, 6, NEVER).text());
        });
    }

    @Test
    void aValueOfAnotherShapeIsNotRead() {
        record Old(long seq) {}
        Cache<Old> old = two.caches.of("state", Old.class);
        Cache<Window> now = one.caches.of("state", Window.class);
        CacheKey key = new CacheKey(owner, "latest");
        Replica.asTenant(() -> {
            old.get(key, () -> new Old(1));
            assertEquals("a", now.get(key, () -> new Window(1, "a")).text());
        });
    }

    private void fill() {
        for (String tenant : List.of("acme", "other")) {
            for (String whose : List.of(owner, owner + "x")) {
                for (String entry : List.of("latest", "first")) {
                    one.get(tenant, whose, entry, () -> new Window(1, "old"));
                    two.get(tenant, whose, entry, () -> new Window(1, "old"));
                }
            }
        }
    }

    /** At once in Redis; in the other process as soon as it has heard. */
    private void assertDropped(Replica replica, String tenant, String whose, String entry) {
        String fresh = UUID.randomUUID().toString();
        TopicReader.await(
                Replica.PATIENCE,
                () ->
                        !replica.get(tenant, whose, entry, () -> new Window(2, fresh))
                                .text()
                                .equals("old"));
    }

    private void assertKept(String tenant, String whose, String entry) {
        assertEquals("old", one.get(tenant, whose, entry, NEVER).text());
        assertEquals("old", two.get(tenant, whose, entry, NEVER).text());
    }

    private static long evaluations() {
        return Replica.redis(Command.INFO, "commandstats")
                .toString()
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:calls="))
                .mapToLong(line ->
                        Long.parseLong(line.replaceAll("cmdstat_evalsha:calls=(\\d+),.*", "$1")))
                .sum();
    }
}

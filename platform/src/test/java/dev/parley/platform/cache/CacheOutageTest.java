package dev.parley.platform.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.process.Daemon;
import dev.parley.local.process.Signal;
import dev.parley.platform.cache.Replica.Window;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class CacheOutageTest {

    private static final String[] IMPATIENT = {
        "parley.cache.command-timeout", "PT0.2S",
        "parley.cache.breaker-delay", "PT0.3S",
        "near-ttl", "PT10M"
    };

    private final String owner = UUID.randomUUID().toString();
    private Daemon server;
    private Replica one;
    private Replica two;

    @BeforeEach
    void begin() {
        server = LocalSuite.current().infrastructure().redis();
        one = new Replica(IMPATIENT);
        two = new Replica(IMPATIENT);
    }

    @AfterEach
    void end() throws InterruptedException {
        server.signal(Signal.CONT);
        server.start();
        one.close();
        two.close();
    }

    @Test
    void withoutRedisTheLoaderAnswersAndItsReturnIsNoticed() throws InterruptedException {
        one.get(owner, () -> new Window(1, "old"));
        server.kill();
        TopicReader.await(Replica.PATIENCE, () -> !one.caches.usesRedis());
        assertEquals("new", one.get(owner, () -> new Window(2, "new")).text());
        assertEquals("newer", one.get(owner, () -> new Window(3, "newer")).text());
        server.start();
        TopicReader.await(Replica.PATIENCE, one.caches::usesRedis);
        TopicReader.await(
                Replica.PATIENCE,
                () -> one.get(owner, () -> new Window(3, "newer")).text().equals("newer"));
        TopicReader.await(Replica.PATIENCE, () -> hits(one) > 0);
    }

    /** What is in the near tier counts as well: it is used again. */
    private double hits(Replica replica) {
        replica.get(owner, () -> new Window(3, "newer"));
        return replica.count("cache.gets", "result", "hit");
    }

    @Test
    void aServerThatHangsIsAskedOnlyAFewTimes() {
        server.signal(Signal.STOP);
        for (int i = 0; i < 300; i++) {
            assertEquals("a", one.get(owner + i, () -> new Window(1, "a")).text());
        }
        double asked = one.count("parley.cache.redis.errors");
        assertTrue(asked >= 10 && asked < 100, "commands that waited in vain: " + asked);
        server.signal(Signal.CONT);
        TopicReader.await(
                Replica.PATIENCE,
                () -> {
                    one.get(owner, () -> new Window(1, "a"));
                    return one.caches.usesRedis();
                });
    }

    /**
     * Redis gives the lease to one who does not wait for it any more; others must not wait for him.
     */
    @Test
    void aLeaseThatCameTooLateIsUsedAllTheSame() {
        long leases = leases();
        server.signal(Signal.STOP);
        one.get(
                owner,
                () -> {
                    server.signal(Signal.CONT);
                    TopicReader.await(Replica.PATIENCE, () -> leases() > leases);
                    return new Window(1, "of one");
                });
        assertEquals(leases, leases(), "nobody holds it up");
        assertEquals("of one", two.get(owner, () -> new Window(1, "of two")).text());
    }

    private static long leases() {
        return Replica.redis(Command.KEYS, "*cache:lease:window:*").size();
    }

    @Test
    void aDropThatRedisDidNotTakeIsDoneBeforeRedisIsReadAgain() {
        one.get(owner, () -> new Window(1, "old"));
        two.get(owner, () -> new Window(1, "old"));
        server.signal(Signal.STOP);
        one.invalidateOwner(owner);
        assertEquals(1, one.caches.pendingDrops());
        assertEquals("new", one.get(owner, () -> new Window(2, "new")).text());
        server.signal(Signal.CONT);
        TopicReader.await(Replica.PATIENCE, one.caches::usesRedis);
        assertEquals("new", one.get(owner, () -> new Window(2, "new")).text());
        TopicReader.await(
                Replica.PATIENCE,
                () -> two.get(owner, () -> new Window(2, "new")).text().equals("new"));
    }

    @Test
    void moreDropsThanCanBeRememberedDropEverything() {
        one.close();
        String[] settings = java.util.Arrays.copyOf(IMPATIENT, IMPATIENT.length + 2);
        settings[settings.length - 2] = "parley.cache.pending-drops";
        settings[settings.length - 1] = "3";
        one = new Replica(settings);
        one.get("other", owner, "latest", () -> new Window(1, "old"));
        server.signal(Signal.STOP);
        for (int i = 0; i < 5; i++) {
            one.invalidateOwner(owner + i);
        }
        assertTrue(one.caches.pendingDrops() <= 3, "remembered: " + one.caches.pendingDrops());
        server.signal(Signal.CONT);
        TopicReader.await(Replica.PATIENCE, one.caches::usesRedis);
        assertEquals("new", one.get("other", owner, "latest", () -> new Window(2, "new")).text());
    }

    @Test
    void dataOfAnotherServerProcessAreNotTrusted() {
        one.get(owner, () -> new Window(1, "old"));
        // As if these data had been restored, or copied to a server that took over.
        Replica.redis(Command.SET, "conversation:cache:server", "run_id:another");
        try (Replica later = new Replica("near-ttl", "PT0S")) {
            assertEquals("new", later.get(owner, () -> new Window(2, "new")).text());
        }
    }

    @Test
    void aLostSubscriptionEmptiesTheNearTier() {
        one.get(owner, () -> new Window(1, "old"));
        Replica.redis(Command.CLIENT, "KILL", "TYPE", "pubsub");
        TopicReader.await(Replica.PATIENCE, () -> foundInRedis(one));
    }

    /** Found in Redis again, although the near tier keeps values for minutes. */
    private boolean foundInRedis(Replica replica) {
        replica.get(owner, () -> new Window(1, "old"));
        return replica.count("parley.cache.requests", "result", "hit") > 0;
    }
}

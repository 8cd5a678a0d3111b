package dev.parley.platform.cache;

import io.vertx.redis.client.Response;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One cache's entries in Redis; every call is one round trip. */
final class SharedTier {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final RedisLink link;
    private final RedisKeys keys;
    private final BooleanSupplier usable;
    private final String announcement;
    private final CacheConfig.Kind kind;
    private final String shape;

    /**
     * @param usable whether Redis may be read at all
     * @param origin this process, which needs not be told of its own drops
     */
    SharedTier(
            RedisLink link,
            RedisKeys keys,
            BooleanSupplier usable,
            String origin,
            CacheConfig.Kind kind,
            String shape) {
        this.link = link;
        this.keys = keys;
        this.usable = usable;
        this.announcement = origin + ' ';
        this.kind = kind;
        this.shape = shape;
    }

    /** What a look into Redis brought. */
    sealed interface Lookup {
        /** An entry; {@code stale} if its ttl is over and another caller loads it anew. */
        record Found(Payload payload, boolean stale) implements Lookup {}

        /** Nothing; who holds the lease loads and may store. */
        record Leased(String token) implements Lookup {}

        /** Nothing yet; another caller holds the lease. */
        record Busy() implements Lookup {}

        /**
         * No answer in time. Redis may have given the lease all the same, for which others wait:
         * who tries to store frees it, and stores nothing if there is none.
         */
        record Unanswered(String token) implements Lookup {}

        /** Nothing that may be stored: Redis is not used, or a write is about to commit. */
        record Closed() implements Lookup {}
    }

    Lookup read(Scope entry, long leastVersion) {
        if (!usable.getAsBoolean()) {
            return new Lookup.Closed();
        }
        String token = randomId();
        try {
            Response answer =
                    link.run(
                            Script.READ,
                            keys.toRead(entry),
                            entry.cache(),
                            shape,
                            token,
                            kind.lease().toMillis(),
                            randomId(),
                            kind.ttl().plus(kind.stale()).toMillis(),
                            kind.stale().toMillis(),
                            leastVersion == Cache.ANY_VERSION ? "" : leastVersion);
            return understand(answer, token);
        } catch (RedisAwayException e) {
            return new Lookup.Unanswered(token);
        }
    }

    private static Lookup understand(@Nullable Response answer, String token) {
        if (answer == null) {
            return new Lookup.Closed();
        }
        String state = answer.get(0).toString();
        return switch (state) {
            case "hit", "stale" -> new Lookup.Found(payload(answer), state.equals("stale"));
            case "leased" -> new Lookup.Leased(token);
            case "busy" -> new Lookup.Busy();
            default -> new Lookup.Closed();
        };
    }

    private static Payload payload(Response answer) {
        return new Payload(
                answer.get(1).toBytes(),
                Integer.parseInt(answer.get(2).toString()),
                answer.get(3).toString());
    }

    /**
     * False if something was dropped since the lease was given, or Redis is away.
     *
     * @param life in milliseconds
     */
    boolean store(Scope entry, String token, Payload payload, long life) {
        return succeeds(
                Script.STORE,
                keys.toWrite(entry),
                entry.cache(),
                shape,
                token,
                life,
                payload.version(),
                payload.size(),
                payload.data());
    }

    /** Whether an older version was replaced. */
    boolean replace(Scope entry, Payload payload) throws RedisAwayException {
        return done(
                link.run(
                        Script.REPLACE,
                        keys.toWrite(entry),
                        entry.cache(),
                        shape,
                        keys.channel(),
                        announcement + entry.asMessage(),
                        life(),
                        payload.version(),
                        payload.size(),
                        payload.data()));
    }

    void release(Scope entry, String token) {
        succeeds(Script.RELEASE, List.of(keys.lease(entry)), token);
    }

    private boolean succeeds(Script script, List<String> scriptKeys, Object... arguments) {
        try {
            return done(link.run(script, scriptKeys, arguments));
        } catch (RedisAwayException e) {
            // Counted by the link. What was not stored is loaded again, a lease ends by itself.
            return false;
        }
    }

    private static boolean done(@Nullable Response answer) {
        return answer != null && answer.toString().equals("1");
    }

    /** The ttl, varied, and the time that a stale entry may still answer. */
    long life() {
        Duration ttl = kind.ttl();
        double factor = 1 - kind.jitter() * ThreadLocalRandom.current().nextDouble();
        return Math.max(1, (long) (ttl.toMillis() * factor)) + kind.stale().toMillis();
    }

    /** The same for a value with a ttl of its own; nothing if that is zero. */
    long life(Duration ttl) {
        return ttl.isZero() ? 0 : ttl.toMillis() + kind.stale().toMillis();
    }

    static String randomId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Scope.encode(bytes);
    }
}

package dev.parley.platform.cache;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether what Redis and the process keep may be used: only while this process hears of
 * other processes' drops and Redis has taken all of its own. Otherwise callers load.
 */
final class Coherence {

    private static final Logger LOG = Logger.getLogger(Coherence.class);

    /** How often this process says something that it must hear itself. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final Duration SILENCE = Duration.ofSeconds(4);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final String NO_FENCE = "";

    private final Redis redis;
    private final RedisLink link;
    private final RedisKeys keys;
    private final Epochs epochs;
    private final CacheConfig config;
    private final PendingDrops pending;
    private final String origin = SharedTier.randomId();
    private final Semaphore bell = new Semaphore(0);
    private final AtomicBoolean running = new AtomicBoolean(true);
    private volatile @Nullable Subscription subscription;
    private volatile boolean ready;

    Coherence(Redis redis, RedisLink link, RedisKeys keys, Epochs epochs, CacheConfig config) {
        this.redis = redis;
        this.link = link;
        this.keys = keys;
        this.epochs = epochs;
        this.config = config;
        this.pending = new PendingDrops(config.pendingDrops());
    }

    void start() {
        Thread.ofVirtual().name("cache-coherence").start(this::loop);
    }

    void stop() {
        running.set(false);
        bell.release();
    }

    /** Whether what is kept may be used. */
    boolean holds() {
        return ready && pending.size() == 0;
    }

    int pending() {
        return pending.size();
    }

    String origin() {
        return origin;
    }

    /**
     * Drops what the scope covers, here and in Redis, and tells the others. What Redis does not
     * take now is remembered, and nothing is read from Redis until it has.
     *
     * @return whether Redis has taken it
     */
    boolean drop(Scope scope) {
        return drop(scope, NO_FENCE);
    }

    /** The same, and takes down the fence that {@link #fence} put up. */
    boolean drop(Scope scope, String fence) {
        epochs.bump(scope);
        try {
            tell(scope, fence, Duration.ZERO);
            return true;
        } catch (RedisAwayException e) {
            remember(scope);
            return false;
        } finally {
            // Again: what was read between the first time and now may be from before the drop.
            epochs.bump(scope);
        }
    }

    /**
     * Drops what a write is about to change, and keeps everybody from storing anything of that
     * owner until the fence is taken down or its time is over.
     *
     * @return the fence
     */
    String fence(Scope scope) {
        String fence = SharedTier.randomId();
        epochs.bump(scope);
        try {
            tell(scope, fence, config.fence());
        } catch (RedisAwayException e) {
            LOG.debugf("No fence before a commit: %s", e.getMessage());
        }
        return fence;
    }

    /** Remembers a drop for later. */
    void remember(Scope scope) {
        pending.add(scope);
        epochs.bump(scope);
        bell.release();
    }

    private void tell(Scope scope, String fence, Duration fenced) throws RedisAwayException {
        link.run(
                Script.DROP,
                keys.toDrop(scope),
                keys.channel(),
                origin + ' ' + scope.asMessage(),
                scope.isEntry() || !scope.namesCache() ? "" : scope.cache(),
                fence,
                fenced.toMillis());
    }

    private void loop() {
        while (running.get()) {
            try {
                round();
                bell.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                bell.drainPermits();
            } catch (RedisAwayException | RuntimeException e) {
                LOG.debugf("The cache waits for Redis: %s", e.getMessage());
                LockSupport.parkNanos(config.retryDelay().toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        disconnect();
    }

    private void round() throws RedisAwayException {
        Subscription current = subscription;
        if (!ready || current == null || !current.isAlive(SILENCE)) {
            disconnect();
            connect();
        }
        link.send(Request.cmd(Command.PUBLISH).arg(keys.channel()).arg(origin));
        replay();
    }

    private void connect() throws RedisAwayException {
        subscription =
                Subscription.open(redis, keys.channel(), CONNECT_TIMEOUT, this::heard, this::lost);
        adoptData();
        epochs.bump(Scope.everything());
        ready = true;
        LOG.info("The cache uses Redis.");
    }

    /**
     * A server that was restarted or took over may have data from before a drop: whoever notices
     * first drops everything.
     */
    private void adoptData() throws RedisAwayException {
        Response info = link.send(Request.cmd(Command.INFO).arg("server"));
        String server =
                String.valueOf(info)
                        .lines()
                        .filter(line -> line.startsWith("run_id:"))
                        .findFirst()
                        .orElse("unknown");
        link.run(Script.ADOPT, List.of(keys.server(), keys.generationOfAll()), server);
    }

    private void replay() throws RedisAwayException {
        List<Scope> drops = pending.take();
        boolean taken = false;
        try {
            for (Scope scope : drops) {
                tell(scope, NO_FENCE, Duration.ZERO);
                epochs.bump(scope);
            }
            taken = true;
        } finally {
            if (taken) {
                pending.done();
            } else {
                pending.putBack();
            }
        }
    }

    /** The sender, then the scope; a heartbeat names only its sender. */
    private void heard(String message) {
        int space = message.indexOf(' ');
        if (space > 0 && !message.startsWith(origin)) {
            Scope.parse(message.substring(space + 1)).ifPresent(epochs::bump);
        }
    }

    private void lost() {
        if (ready) {
            LOG.info("The cache lost Redis; callers load until it is back.");
        }
        ready = false;
        epochs.bump(Scope.everything());
        bell.release();
    }

    private void disconnect() {
        Subscription old = subscription;
        subscription = null;
        ready = false;
        if (old != null) {
            old.close();
            epochs.bump(Scope.everything());
        }
    }
}

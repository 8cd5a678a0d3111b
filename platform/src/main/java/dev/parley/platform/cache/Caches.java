package dev.parley.platform.cache;

import dev.parley.platform.telemetry.InstanceIdentity;
import dev.parley.platform.tenancy.CurrentTenant;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The caches of this service. Within a transaction, a drop is announced at once, which keeps others
 * from storing what the transaction is about to change, and done when the transaction has ended:
 * announce it before the first statement that changes anything.
 */
@ApplicationScoped
@IfBuildProperty(name = "parley.cache.enabled", stringValue = "true")
public class Caches {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final CacheConfig config;
    final Surroundings around;
    private final Map<String, Cache<?>> byName = new ConcurrentSkipListMap<>();

    @Inject
    Caches(
            Redis redis,
            CacheConfig config,
            InstanceIdentity identity,
            MeterRegistry registry,
            CurrentTenant tenant,
            AfterCommit transaction) {
        this.config = config;
        CacheMeters meters = new CacheMeters(registry);
        RedisLink link = new RedisLink(redis, config, meters);
        RedisKeys keys = RedisKeys.of(identity.service());
        Epochs epochs = new Epochs();
        Coherence coherence = new Coherence(redis, link, keys, epochs, config);
        meters.watchPending(coherence::pending);
        this.around = new Surroundings(link, keys, epochs, coherence, meters, tenant, transaction);
    }

    void start(@Observes StartupEvent event) {
        around.coherence().start();
    }

    void stop(@Observes ShutdownEvent event) {
        around.coherence().stop();
    }

    /**
     * A new cache of records.
     *
     * @param name at most 32 of {@code a-z 0-9 -}; names its settings and its meters
     */
    public <V extends Record> Cache<V> of(String name, Class<V> type) {
        return add(name, type, null);
    }

    /**
     * A new cache of records that know their version, from 0 to 2^53, which grows with every
     * change.
     */
    public <V extends Record> Cache<V> of(String name, Class<V> type, ToLongFunction<V> version) {
        return add(name, type, version);
    }

    private <V> Cache<V> add(String name, Class<V> type, @Nullable ToLongFunction<V> version) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a cache: " + name);
        }
        CacheConfig.Kind kind =
                Objects.requireNonNull(config.kind().get(name), "every name has defaults");
        Cache<V> cache = new Cache<>(name, kind, new ValueFormat<>(type, kind, version), around);
        if (byName.putIfAbsent(name, cache) != null) {
            throw new IllegalStateException("there is a cache " + name + " already");
        }
        return cache;
    }

    /** Drops what all caches hold of an owner of the current tenant. */
    public void invalidateOwner(String owner) {
        announce(Scope.owner(Scope.ANY, around.tenant().get(), owner), around);
    }

    /** Drops what all caches hold of the current tenant. */
    public void invalidateTenant() {
        announce(Scope.tenant(Scope.ANY, around.tenant().get()), around);
    }

    /** Drops what all caches of the service hold, of every tenant. */
    public void invalidateAll() {
        announce(Scope.everything(), around);
    }

    /**
     * Drops what an operator names, of one tenant.
     *
     * @return whether Redis has taken it; otherwise it is done when Redis is back
     */
    boolean drop(String tenant, @Nullable String cache, @Nullable String owner) {
        String name = cache == null ? Scope.ANY : cache;
        return around.coherence()
                .drop(
                        owner == null
                                ? Scope.tenant(name, tenant)
                                : Scope.owner(name, tenant, owner));
    }

    static void announce(Scope scope, Surroundings around) {
        AfterCommit transaction = around.transaction();
        Coherence coherence = around.coherence();
        if (!transaction.inTransaction()) {
            coherence.drop(scope);
        } else if (transaction.announce(scope)) {
            String fence = coherence.fence(scope);
            transaction.then(() -> coherence.drop(scope, fence));
        }
    }

    Collection<Cache<?>> all() {
        return byName.values();
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Whether Redis is used at present. */
    boolean usesRedis() {
        return around.coherence().holds() && !around.meters().isBreakerOpen();
    }

    int pendingDrops() {
        return around.coherence().pending();
    }
}

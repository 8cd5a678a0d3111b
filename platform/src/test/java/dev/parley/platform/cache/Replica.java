package dev.parley.platform.cache;

import dev.parley.local.layout.Ports;
import dev.parley.platform.telemetry.InstanceIdentity;
import dev.parley.platform.tenancy.CurrentTenant;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** One more process of the service: its own connections, its own near tier, the same Redis. */
final class Replica implements AutoCloseable {

    static final String TENANT = "acme";
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * @param seq grows with every change
     */
    record Window(long seq, String text) {}

    final Caches caches;
    final Cache<Window> windows;
    final MeterRegistry meters = new SimpleMeterRegistry();
    private final Redis redis;

    /** Settings are given in pairs; those of the cache {@code window} without their prefix. */
    Replica(String... settings) {
        redis = connect();
        caches =
                new Caches(
                        redis,
                        config(settings),
                        bean(InstanceIdentity.class),
                        meters,
                        bean(CurrentTenant.class),
                        bean(AfterCommit.class));
        windows = caches.of("window", Window.class, Window::seq);
        caches.start(new StartupEvent());
        TopicReader.await(PATIENCE, caches::usesRedis);
    }

    static CacheConfig config(String... settings) {
        Map<String, String> values = new HashMap<>();
        // A busy machine is no reason for a test to lose Redis; tests of outages say otherwise.
        values.put("parley.cache.command-timeout", "PT2S");
        for (int i = 0; i < settings.length; i += 2) {
            boolean own = settings[i].startsWith("parley.");
            values.put((own ? "" : "parley.cache.kind.window.") + settings[i], settings[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withMapping(CacheConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(CacheConfig.class);
    }

    Window get(String owner, Supplier<Window> loader) {
        return get(TENANT, owner, "latest", loader);
    }

    Window get(String tenant, String owner, String entry, Supplier<Window> loader) {
        return TenantScope.call(tenant, () -> windows.get(new CacheKey(owner, entry), loader));
    }

    void invalidateOwner(String owner) {
        asTenant(() -> windows.invalidateOwner(owner));
    }

    static void asTenant(Runnable work) {
        TenantScope.call(
                TENANT,
                () -> {
                    work.run();
                    return null;
                });
    }

    double count(String meter, String... tags) {
        var found = meters.find(meter).tags(tags).counter();
        return found == null ? 0 : found.count();
    }

    static Redis connect() {
        Ports ports = LocalSuite.current().infrastructure().ports();
        return Redis.createClient(
                Arc.container().instance(Vertx.class).get(),
                new RedisOptions()
                        .setConnectionString("redis://" + Ports.address(ports.redis()))
                        .setMaxPoolSize(8)
                        .setMaxPoolWaiting(64));
    }

    /** Redis as an outsider sees it. */
    static Response redis(Command command, String... arguments) {
        Redis outsider = connect();
        try {
            Request request = Request.cmd(command);
            for (String argument : arguments) {
                request.arg(argument);
            }
            return outsider.send(request).toCompletionStage().toCompletableFuture().join();
        } finally {
            outsider.close();
        }
    }

    static long number(Command command, String... arguments) {
        return Long.parseLong(redis(command, arguments).toString());
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }

    @Override
    public void close() {
        caches.stop(new ShutdownEvent());
        redis.close();
    }
}

package dev.parley.platform.cache;

import dev.parley.platform.telemetry.DependencyProbe;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches how Redis makes room. A cache needs a limit and a policy that evicts what was not used
 * for long; without, Redis fills up and then refuses writes.
 */
@ApplicationScoped
@IfBuildProperty(name = "parley.cache.enabled", stringValue = "true")
class RedisMemory implements DependencyProbe {

    private static final Logger LOG = Logger.getLogger(RedisMemory.class);
    private static final long PATIENCE_SECONDS = 2;

    private final Redis redis;
    private volatile Map<String, String> facts = Map.of();
    private volatile @Nullable String reported;

    @Inject
    RedisMemory(Redis redis, MeterRegistry meters) {
        this.redis = redis;
        gauge(meters, "parley.redis.used.memory.bytes", "used_memory");
        counter(meters, "parley.redis.evicted.keys", "evicted_keys");
        counter(meters, "parley.redis.expired.keys", "expired_keys");
        counter(meters, "parley.redis.keyspace.hits", "keyspace_hits");
        counter(meters, "parley.redis.keyspace.misses", "keyspace_misses");
        Gauge.builder("parley.redis.eviction.suitable", this, memory -> memory.suits() ? 1 : 0)
                .description(
                        "Whether Redis has a memory limit and evicts by use when it is reached")
                .register(meters);
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public boolean essential() {
        return false;
    }

    /** Fails if Redis does not answer; an unsuitable policy is only said, since all still works. */
    @Override
    public void probe() throws Exception {
        String info =
                redis.send(Request.cmd(Command.INFO))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .toString();
        Map<String, String> read = new HashMap<>();
        info.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> read.put(parts[0], parts[1].strip()));
        facts = read;
        report();
    }

    /** Whether eviction suits a cache, as found by the last probe; true before the first. */
    boolean suits() {
        return facts.isEmpty() || number("maxmemory") > 0 && policy().matches("allkeys-(lru|lfu)");
    }

    private void report() {
        String now = suits() ? "" : "maxmemory " + (long) number("maxmemory") + ", " + policy();
        if (!now.isEmpty() && !now.equals(reported)) {
            LOG.warnf(
                    "Redis does not evict as a cache needs it (%s). Set maxmemory, and maxmemory-policy allkeys-lru or allkeys-lfu.",
                    now);
        }
        reported = now;
    }

    private String policy() {
        return facts.getOrDefault("maxmemory_policy", "policy unknown");
    }

    private double number(String fact) {
        String value = facts.get(fact);
        return value == null ? 0 : Double.parseDouble(value);
    }

    private void gauge(MeterRegistry meters, String meter, String fact) {
        Gauge.builder(meter, this, memory -> memory.number(fact)).register(meters);
    }

    private void counter(MeterRegistry meters, String meter, String fact) {
        FunctionCounter.builder(meter, this, memory -> memory.number(fact)).register(meters);
    }
}

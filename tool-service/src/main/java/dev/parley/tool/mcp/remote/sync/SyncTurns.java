package dev.parley.tool.mcp.remote.sync;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.mcp.remote.server.RemoteConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Takes the turns that are due, as many side by side as the settings allow, each on a thread of its
 * own: a server that hangs holds up nobody but itself, and a tenant with many of them nobody else.
 */
@ApplicationScoped
class SyncTurns {

    private static final Logger LOG = Logger.getLogger(SyncTurns.class);

    private final TurnRows turns;
    private final SyncServer sync;
    private final RemoteConfig config;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mcp-sync-", 0).factory());
    private final AtomicInteger running = new AtomicInteger();
    private final Map<String, Integer> perTenant = new ConcurrentHashMap<>();

    @Inject
    SyncTurns(TurnRows turns, SyncServer sync, RemoteConfig config) {
        this.turns = turns;
        this.sync = sync;
        this.config = config;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        int free = config.maxSyncs() - running.get();
        if (free <= 0) {
            return;
        }
        List<String> busy =
                perTenant.entrySet().stream()
                        .filter(entry -> entry.getValue() >= config.maxSyncsPerTenant())
                        .map(Map.Entry::getKey)
                        .toList();
        try {
            TenantScope.callForEveryTenant(() -> turns.claimDue(sync.lease(), busy, free))
                    .forEach(this::begin);
        } catch (DatabaseException e) {
            LOG.warnf("MCP servers are asked for their tools later: %s", e.getMessage());
        }
    }

    /** Whether as much goes on for a tenant, or for all, as may. */
    boolean isFull(String tenant) {
        return running.get() >= config.maxSyncs()
                || perTenant.getOrDefault(tenant, 0) >= config.maxSyncsPerTenant();
    }

    /** Takes the turn of a server at once; nothing if somebody has it. */
    Optional<Begun> now(String tenant, UUID server) {
        return TenantScope.call(tenant, () -> turns.claim(sync.lease(), tenant, server))
                .map(this::begin);
    }

    /** A turn that goes on. */
    static final class Begun {

        private final CountDownLatch end = new CountDownLatch(1);

        /** Waits for its end; says whether it came. */
        boolean await(Duration patience) throws InterruptedException {
            return end.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Begun begin(Turn turn) {
        Begun begun = new Begun();
        running.incrementAndGet();
        perTenant.merge(turn.tenant(), 1, Integer::sum);
        threads.execute(() -> {
            try {
                sync.run(turn);
            } catch (RuntimeException e) {
                LOG.error("The tools of an MCP server could not be taken; its next turn comes.", e);
            } finally {
                running.decrementAndGet();
                perTenant.computeIfPresent(
                        turn.tenant(), (tenant, count) -> count == 1 ? null : count - 1);
                begun.end.countDown();
            }
        });
        return begun;
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }
}

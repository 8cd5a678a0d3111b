package dev.parley.tool.mcp.remote.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.telemetry.InstanceIdentity;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.remote.server.Connections;
import dev.parley.tool.mcp.remote.server.RemoteConfig;
import dev.parley.tool.mcp.remote.server.ServerRows;
import dev.parley.tool.mcp.remote.server.StoredServer;
import dev.parley.tool.mcp.remote.server.SyncDue;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Listens to the servers that tell of changes, each of them from one process, as long as that says
 * that it does. What is told only hastens the next list; what is missed, polling finds.
 */
@ApplicationScoped
class Listeners {

    private static final Logger LOG = Logger.getLogger(Listeners.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** A server that ends its stream sooner is polled: each opening asks for its list. */
    private static final Duration WORTH_IT = Duration.ofSeconds(30);

    private final ListenerRows rows;
    private final ServerRows servers;
    private final Connections connections;
    private final SyncDue due;
    private final RemoteConfig config;
    private final Pauses pauses;
    private final String self;
    private final Map<UUID, Cancellation> listening = new ConcurrentHashMap<>();

    @Inject
    Listeners(
            ListenerRows rows,
            ServerRows servers,
            Connections connections,
            SyncDue due,
            RemoteConfig config,
            InstanceIdentity identity) {
        this.rows = rows;
        this.servers = servers;
        this.connections = connections;
        this.due = due;
        this.config = config;
        this.pauses = new Pauses(config, () -> ThreadLocalRandom.current().nextDouble());
        // Two processes of one name would each believe that the other listens.
        this.self = identity.instance() + '/' + UUID.randomUUID();
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        try {
            TenantScope.runForEveryTenant(() -> {
                keep();
                int free = config.maxListeners() - listening.size();
                if (free > 0) {
                    rows.claim(self, LEASE, free).forEach(this::begin);
                }
            });
        } catch (DatabaseException e) {
            LOG.warnf("Who listens to MCP servers is settled later: %s", e.getMessage());
        }
    }

    /** Whoever may listen no longer stops; another process does it, or the server is disabled. */
    private void keep() {
        if (listening.isEmpty()) {
            return;
        }
        Set<UUID> mine = new HashSet<>(listening.keySet());
        rows.keep(self, LEASE, mine).forEach(mine::remove);
        mine.forEach(server ->
                Optional.ofNullable(listening.get(server)).ifPresent(Cancellation::cancel));
    }

    private void begin(ListenerRows.Claimed claimed) {
        Cancellation cancellation = new Cancellation();
        listening.put(claimed.server(), cancellation);
        Thread.ofVirtual()
                .name("mcp-listen")
                .start(() ->
                        TenantScope.run(claimed.tenant(), () -> follow(claimed, cancellation)));
    }

    private void follow(ListenerRows.Claimed claimed, Cancellation cancellation) {
        Duration pause = config.maxBackoff();
        try {
            pause = listen(claimed, cancellation);
        } catch (RuntimeException e) {
            LOG.error("An MCP server is no longer listened to; it is polled.", e);
        } finally {
            listening.remove(claimed.server());
            release(claimed, pause);
        }
    }

    /** Listens until there is a reason not to; says for how long that is good. */
    private Duration listen(ListenerRows.Claimed claimed, Cancellation cancellation) {
        while (!cancellation.isCancelled()) {
            Optional<StoredServer> server = servers.find(claimed.tenant(), claimed.server());
            if (server.isEmpty()) {
                return config.maxBackoff();
            }
            long begun = System.nanoTime();
            McpOutcome<ObjectNode> outcome =
                    connections
                            .of(server.get())
                            .then(connection ->
                                    connection.listen(
                                            () -> due.soon(claimed.tenant(), claimed.server()),
                                            cancellation));
            if (outcome.why().isPresent() && !cancellation.isCancelled()) {
                LOG.debugf("An MCP server is not listened to: %s", outcome.why().get());
                return pauses.afterSuccess();
            }
            if (System.nanoTime() - begun < WORTH_IT.toNanos()) {
                return cancellation.isCancelled() ? Duration.ZERO : pauses.afterSuccess();
            }
            if (cancellation.pause(AGAIN)) {
                break;
            }
        }
        return Duration.ZERO;
    }

    private void release(ListenerRows.Claimed claimed, Duration pause) {
        try {
            rows.release(self, claimed, pause);
        } catch (DatabaseException e) {
            LOG.debugf("The lease of a listener runs out by itself: %s", e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        listening.values().forEach(Cancellation::cancel);
    }
}

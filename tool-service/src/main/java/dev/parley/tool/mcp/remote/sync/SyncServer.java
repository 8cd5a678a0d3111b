package dev.parley.tool.mcp.remote.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.mcp.client.McpConnection;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.limit.McpClientConfig;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.session.Link;
import dev.parley.tool.mcp.client.tool.Listing;
import dev.parley.tool.mcp.remote.catalogue.Catalogue;
import dev.parley.tool.mcp.remote.server.Connections;
import dev.parley.tool.mcp.remote.server.RemoteConfig;
import dev.parley.tool.mcp.remote.server.ServerRows;
import dev.parley.tool.mcp.remote.server.StoredServer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Fetches the list of one server and takes it, in the turn of this process. Nothing is locked while
 * the server is spoken with; a turn that somebody else has taken over by then changes nothing.
 */
@ApplicationScoped
class SyncServer {

    private static final Logger LOG = Logger.getLogger(SyncServer.class);
    private static final Duration SLACK = Duration.ofSeconds(30);
    private static final int MOST_LEFT_OUT = 20;

    private final ServerRows servers;
    private final TurnRows turns;
    private final Catalogue catalogue;
    private final Connections connections;
    private final McpClientConfig client;
    private final Pauses pauses;
    private final ObjectMapper mapper;

    @Inject
    SyncServer(
            ServerRows servers,
            TurnRows turns,
            Catalogue catalogue,
            Connections connections,
            McpClientConfig client,
            RemoteConfig config,
            ObjectMapper mapper) {
        this.servers = servers;
        this.turns = turns;
        this.catalogue = catalogue;
        this.connections = connections;
        this.client = client;
        this.pauses = new Pauses(config, () -> ThreadLocalRandom.current().nextDouble());
        this.mapper = mapper;
    }

    /** How long a turn may take before somebody else takes it over. */
    Duration lease() {
        return client.handshakeTimeout().plus(client.listTimeout()).plus(SLACK);
    }

    /** Does the turn, within the tenant's scope. */
    void run(Turn turn) {
        MDC.put("tenant", turn.tenant());
        MDC.put("mcp_server", turn.server());
        try {
            TenantScope.run(turn.tenant(), () -> attempt(turn));
        } finally {
            MDC.remove("tenant");
            MDC.remove("mcp_server");
        }
    }

    private void attempt(Turn turn) {
        Optional<StoredServer> found = servers.find(turn.tenant(), turn.server());
        if (found.isEmpty()) {
            return;
        }
        Cancellation never = new Cancellation();
        McpOutcome<McpConnection> connection = connections.of(found.get());
        McpOutcome<Listing> listing = connection.then(server -> server.list(never));
        McpOutcome<Link> link = connection.then(server -> server.link(never));
        Optional<Fault> fault = listing.why().or(link::why);
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    if (fault.isEmpty()
                            && listing instanceof McpOutcome.Done<Listing>(Listing tools)
                            && link instanceof McpOutcome.Done<Link>(Link agreed)) {
                        take(turn, found.get(), agreed, tools);
                    } else {
                        fail(turn, fault.orElseThrow());
                    }
                });
    }

    private void take(Turn turn, StoredServer server, Link link, Listing tools) {
        // The row of the turn is locked first: it says whether the list still counts.
        if (turns.succeed(turn, link, pauses.afterSuccess())) {
            List<Listing.LeftOut> leftOut = catalogue.take(server, turn.first(), tools);
            turns.leaveOut(turn, write(leftOut));
        }
    }

    private void fail(Turn turn, Fault fault) {
        Duration pause = pauses.afterFailure(turn.failures());
        LOG.infof(
                "The tools of an MCP server could not be listed (%s); the next attempt is in %d s.",
                fault.reason().code(), pause.toSeconds());
        turns.fail(turn, fault, pause);
    }

    private String write(List<Listing.LeftOut> leftOut) {
        try {
            return mapper.writeValueAsString(leftOut.stream().limit(MOST_LEFT_OUT).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of records is always writable", e);
        }
    }
}

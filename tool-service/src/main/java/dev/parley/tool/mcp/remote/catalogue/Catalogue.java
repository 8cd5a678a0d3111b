package dev.parley.tool.mcp.remote.catalogue;

import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.mcp.client.limit.McpClientConfig;
import dev.parley.tool.mcp.client.tool.Listing;
import dev.parley.tool.mcp.remote.server.Renaming;
import dev.parley.tool.mcp.remote.server.ServerRows;
import dev.parley.tool.mcp.remote.server.StoredServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the tools of servers, and lets somebody approve what has changed. */
@ApplicationScoped
public class Catalogue implements Renaming {

    private static final Logger LOG = Logger.getLogger(Catalogue.class);

    private final ServerRows servers;
    private final ToolRows rows;
    private final ToolShape shape;
    private final McpClientConfig config;
    private final Cursors cursors;

    @Inject
    Catalogue(
            ServerRows servers,
            ToolRows rows,
            ToolShape shape,
            McpClientConfig config,
            Cursors cursors) {
        this.servers = servers;
        this.rows = rows;
        this.shape = shape;
        this.config = config;
        this.cursors = cursors;
    }

    /**
     * Takes a server's list, in the current transaction.
     *
     * @param first whether it is the first one
     * @return what was not taken of it
     */
    public List<Listing.LeftOut> take(StoredServer server, boolean first, Listing listing) {
        List<StoredTool> known = rows.lockAll(server.tenant(), server.id());
        Reconcile.Decision decision = new Reconcile(server, first, now()).decide(known, listing);
        rows.write(decision.changed());
        rows.forgetGone(server.tenant(), server.id(), config.maxTools());
        long waiting =
                decision.changed().stream()
                        .filter(tool -> tool.state() == ToolState.CHANGED)
                        .count();
        if (waiting > 0) {
            LOG.warnf(
                    "%d tools of an MCP server are not what was approved; they wait for approval.",
                    waiting);
        }
        return decision.leftOut();
    }

    @Override
    public void rename(StoredServer server) {
        rows.lockAll(server.tenant(), server.id())
                .forEach(tool ->
                        rows.rename(
                                server.tenant(),
                                server.id(),
                                tool.remoteName(),
                                ToolNames.of(server.prefix(), tool.remoteName())));
    }

    Page<ToolResponse> list(String tenant, String name, PageRequest wanted) {
        StoredServer server = server(tenant, name);
        Cursors.Scope scope =
                Cursors.Scope.of(tenant, "mcp-server-tools", server.id(), "remote_name");
        String after = wanted.cursor() == null ? "" : cursors.open(scope, wanted.cursor());
        List<StoredTool> found = rows.page(tenant, server.id(), after, wanted.limit() + 1);
        return Page.of(found, wanted.limit(), last -> cursors.seal(scope, last.remoteName()))
                .map(tool -> shape.response(server, tool));
    }

    /** Approves a tool as it was shown, which its hash says. */
    @Transactional
    ToolResponse approve(String tenant, String name, String toolName, Approver approver) {
        StoredServer server = server(tenant, name);
        StoredTool tool =
                rows.lock(tenant, server.id(), toolName)
                        .orElseThrow(() -> ProblemException.notFound("tool"));
        if (!tool.hash().equals(approver.hash())) {
            throw new ProblemException(
                    ToolError.APPROVAL_OUTDATED,
                    "The tool has changed since it was shown; look at it again and approve what it is now.");
        }
        if (tool.state() == ToolState.GONE) {
            throw new ProblemException(
                    PlatformError.CONFLICT, "The server no longer lists the tool.");
        }
        if (tool.state() == ToolState.ACTIVE) {
            return shape.response(server, tool);
        }
        StoredTool approved =
                tool.approved(new StoredTool.Approval(tool.hash(), approver.user(), now()));
        rows.write(List.of(approved));
        LOG.infof("A tool of an MCP server was approved.");
        return shape.response(server, approved);
    }

    /** Who approves what. */
    record Approver(String user, String hash) {}

    private StoredServer server(String tenant, String name) {
        return servers.find(tenant, name)
                .orElseThrow(() -> ProblemException.notFound("MCP server"));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}

package dev.parley.tool.mcp.remote.sync;

import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.ToolPermissions;
import dev.parley.tool.mcp.remote.server.McpServers;
import dev.parley.tool.mcp.remote.server.ServerRows;
import dev.parley.tool.mcp.remote.server.StoredServer;
import dev.parley.tool.mcp.remote.server.SyncDue;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

@Path("/v1/mcp-servers/{name}/sync")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SyncResource {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final McpServers servers;
    private final ServerRows rows;
    private final SyncTurns turns;
    private final SyncDue due;
    private final CurrentCaller caller;

    @Inject
    SyncResource(
            McpServers servers,
            ServerRows rows,
            SyncTurns turns,
            SyncDue due,
            CurrentCaller caller) {
        this.servers = servers;
        this.rows = rows;
        this.turns = turns;
        this.due = due;
        this.caller = caller;
    }

    /** 200 with how it went, or 202 if the server takes its time or others come first. */
    @POST
    @PermissionsAllowed(ToolPermissions.MCP_SERVERS_WRITE)
    public Response sync(@PathParam("name") String name) throws InterruptedException {
        String tenant = caller.get().tenant();
        StoredServer server =
                rows.find(tenant, name).orElseThrow(() -> ProblemException.notFound("MCP server"));
        if (!server.enabled()) {
            throw new ProblemException(
                    PlatformError.CONFLICT, "The MCP server is disabled; enable it first.");
        }
        if (turns.isFull(tenant)) {
            due.soon(tenant, server.id());
            return Response.status(202).entity(servers.get(tenant, name)).build();
        }
        SyncTurns.Begun begun =
                turns.now(tenant, server.id()).orElseThrow(SyncResource::inProgress);
        boolean done = begun.await(PATIENCE);
        return Response.status(done ? 200 : 202).entity(servers.get(tenant, name)).build();
    }

    private static ProblemException inProgress() {
        return ProblemException.retryLater(
                ToolError.SYNC_IN_PROGRESS,
                "The tools of this MCP server are being listed already; ask for it in a moment.",
                Duration.ofSeconds(1),
                null);
    }
}

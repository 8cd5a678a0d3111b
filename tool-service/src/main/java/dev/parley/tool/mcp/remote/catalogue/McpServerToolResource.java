package dev.parley.tool.mcp.remote.catalogue;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.tool.ToolPermissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

@Path("/v1/mcp-servers/{name}/tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class McpServerToolResource {

    private final Catalogue catalogue;
    private final CurrentCaller caller;

    @Inject
    McpServerToolResource(Catalogue catalogue, CurrentCaller caller) {
        this.catalogue = catalogue;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(ToolPermissions.MCP_SERVERS_READ)
    @QueryParameters({"limit", "cursor"})
    public Page<ToolResponse> list(
            @PathParam("name") String name,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return catalogue.list(caller.get().tenant(), name, PageRequest.of(limit, cursor));
    }

    @POST
    @Path("/{tool}/approve")
    @PermissionsAllowed(ToolPermissions.MCP_SERVERS_WRITE)
    public ToolResponse approve(
            @PathParam("name") String name,
            @PathParam("tool") String tool,
            @NotNull @Valid ApproveRequest wanted) {
        Caller who = caller.get();
        return catalogue.approve(
                who.tenant(), name, tool, new Catalogue.Approver(who.user(), wanted.hash()));
    }
}

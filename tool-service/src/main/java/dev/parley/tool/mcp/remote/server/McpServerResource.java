package dev.parley.tool.mcp.remote.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.EntityTags;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

@Path("/v1/mcp-servers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class McpServerResource {

    private final McpServers servers;
    private final ServerCheck check;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    McpServerResource(
            McpServers servers,
            ServerCheck check,
            Idempotency idempotency,
            CurrentCaller caller,
            ObjectMapper mapper) {
        this.servers = servers;
        this.check = check;
        this.idempotency = idempotency;
        this.caller = caller;
        this.mapper = mapper;
    }

    @POST
    @PermissionsAllowed(ToolPermissions.MCP_SERVERS_WRITE)
    public Response create(
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid McpServerRequest wanted) {
        Caller who = caller.get();
        String name = wanted.name();
        if (name == null) {
            throw ProblemException.invalid("/name", "required", "The value of /name is required.");
        }
        check.check(who.tenant(), wanted);
        return idempotency
                .once(
                        who,
                        key,
                        "POST /v1/mcp-servers",
                        wanted,
                        () -> created(servers.create(who.tenant(), name, wanted)))
                .toResponse();
    }

    @GET
    @PermissionsAllowed(ToolPermissions.MCP_SERVERS_READ)
    @QueryParameters({"limit", "cursor"})
    public Page<McpServerResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return servers.list(caller.get().tenant(), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.MCP_SERVERS_READ)
    public Response get(@PathParam("name") String name) {
        return tagged(servers.get(caller.get().tenant(), name));
    }

    @PUT
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.MCP_SERVERS_WRITE)
    public Response replace(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid McpServerRequest wanted) {
        if (wanted.name() != null && !wanted.name().equals(name)) {
            throw ProblemException.invalid(
                    "/name", "not-changeable", "An MCP server keeps its name; leave it out.");
        }
        String tenant = caller.get().tenant();
        check.check(tenant, wanted);
        return tagged(servers.replace(tenant, name, EntityTags.expectedVersion(ifMatch), wanted));
    }

    @DELETE
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.MCP_SERVERS_WRITE)
    public void delete(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        servers.delete(caller.get().tenant(), name, EntityTags.expectedVersion(ifMatch));
    }

    private Answer created(McpServerResponse server) {
        try {
            return new Answer(201, mapper.writeValueAsString(server));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a server is always writable", e);
        }
    }

    private static Response tagged(McpServerResponse server) {
        return Response.ok(server).tag(Integer.toString(server.version())).build();
    }
}

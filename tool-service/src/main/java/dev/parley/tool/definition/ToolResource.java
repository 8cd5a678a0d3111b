package dev.parley.tool.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.EntityTags;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.json.MergePatch;
import dev.parley.platform.page.Page;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

@Path("/v1/tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ToolResource {

    private final ToolRegistry registry;
    private final ServerTools serverTools;
    private final ToolList list;
    private final ToolParts parts;
    private final MergePatch patch;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    ToolResource(
            ToolRegistry registry,
            ServerTools serverTools,
            ToolList list,
            ToolParts parts,
            MergePatch patch,
            Idempotency idempotency,
            CurrentCaller caller,
            ObjectMapper mapper) {
        this.registry = registry;
        this.serverTools = serverTools;
        this.list = list;
        this.parts = parts;
        this.patch = patch;
        this.idempotency = idempotency;
        this.caller = caller;
        this.mapper = mapper;
    }

    @GET
    @PermissionsAllowed(ToolPermissions.READ)
    @QueryParameters({"limit", "cursor", "kind", "label", "names"})
    public Page<ToolResponse> list(@BeanParam ToolFilter filter) {
        Caller who = caller.get();
        return list.page(who, filter).map(tool -> ToolResponse.of(tool, who.tenant()));
    }

    @GET
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.READ)
    public Response get(@PathParam("name") String name) {
        return tagged(list.get(caller.get(), name));
    }

    @POST
    @PermissionsAllowed(ToolPermissions.WRITE)
    public Response create(
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid ToolDefinition wanted) {
        Caller who = caller.get();
        ToolParts.Parts checked = check(wanted);
        return idempotency
                .once(
                        who,
                        key,
                        "POST /v1/tools",
                        wanted,
                        () -> created(registry.create(who, checked)))
                .toResponse();
    }

    @PUT
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.WRITE)
    public Response replace(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid ToolDefinition wanted) {
        return replace(name, EntityTags.expectedVersion(ifMatch), wanted);
    }

    /** Changes the fields that the body names (RFC 7396). */
    @PATCH
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.WRITE)
    public Response change(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull JsonNode fields) {
        Tool present = list.get(caller.get(), name);
        OptionalInt expected = EntityTags.expectedVersion(ifMatch);
        if (present.binding() instanceof Binding.Mcp) {
            return tagged(serverTools.change(caller.get(), name, expected, fields));
        }
        ToolDefinition wanted = patch.apply(present.definition(), ToolDefinition.class, fields);
        return replace(name, OptionalInt.of(expected.orElse(present.version())), wanted);
    }

    private Response replace(String name, OptionalInt expected, ToolDefinition wanted) {
        if (!wanted.name().equals(name)) {
            throw ProblemException.invalid(
                    "/name",
                    "not-changeable",
                    "A tool keeps its name; it must be \"" + name + "\".");
        }
        return tagged(
                wanted.kind() == ToolKind.MCP
                        ? serverTools.replace(caller.get(), name, expected, wanted)
                        : registry.replace(caller.get(), name, expected, check(wanted)));
    }

    private ToolParts.Parts check(ToolDefinition wanted) {
        if (wanted.kind() == ToolKind.BUILTIN || wanted.kind() == ToolKind.MCP) {
            throw ProblemException.invalid(
                    "/kind", "invalid-value", "The value of /kind must be http or openapi.");
        }
        return parts.check(wanted);
    }

    @DELETE
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.WRITE)
    public void delete(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        registry.delete(caller.get(), name, EntityTags.expectedVersion(ifMatch));
    }

    @POST
    @Path("/{name}/enable")
    @PermissionsAllowed(ToolPermissions.WRITE)
    public Response enable(@PathParam("name") String name) {
        return tagged(registry.enable(caller.get(), name, true));
    }

    @POST
    @Path("/{name}/disable")
    @PermissionsAllowed(ToolPermissions.WRITE)
    public Response disable(@PathParam("name") String name) {
        return tagged(registry.enable(caller.get(), name, false));
    }

    private Answer created(Tool tool) {
        try {
            return new Answer(
                    201, mapper.writeValueAsString(ToolResponse.of(tool, caller.get().tenant())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tool is always writable", e);
        }
    }

    private Response tagged(Tool tool) {
        return Response.ok(ToolResponse.of(tool, caller.get().tenant()))
                .tag(Integer.toString(tool.version()))
                .build();
    }
}

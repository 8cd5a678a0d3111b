package dev.parley.agent.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agent.AgentPermissions;
import dev.parley.contracts.id.AgentId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.EntityTags;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

@Path("/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AgentResource {

    private final Agents agents;
    private final AgentCheck check;
    private final AgentPatch patch;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    AgentResource(
            Agents agents,
            AgentCheck check,
            AgentPatch patch,
            Idempotency idempotency,
            CurrentCaller caller,
            ObjectMapper mapper) {
        this.agents = agents;
        this.check = check;
        this.patch = patch;
        this.idempotency = idempotency;
        this.caller = caller;
        this.mapper = mapper;
    }

    @POST
    @PermissionsAllowed(AgentPermissions.AGENTS_WRITE)
    public Response create(
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid AgentRequest wanted) {
        Caller who = caller.get();
        check.check(who, wanted);
        return idempotency
                .once(
                        who,
                        key,
                        "POST /v1/agents",
                        wanted,
                        () -> created(agents.create(who.tenant(), wanted)))
                .toResponse();
    }

    @GET
    @PermissionsAllowed(AgentPermissions.AGENTS_READ)
    @QueryParameters({"limit", "cursor"})
    public Page<AgentResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return agents.list(caller.get().tenant(), PageRequest.of(limit, cursor));
    }

    /** By id or by name. */
    @GET
    @Path("/{id}")
    @PermissionsAllowed(AgentPermissions.AGENTS_READ)
    public Response get(@PathParam("id") String idOrName) {
        return tagged(agents.get(caller.get().tenant(), idOrName));
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed(AgentPermissions.AGENTS_WRITE)
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid AgentRequest wanted) {
        Caller who = caller.get();
        AgentId agent = parse(id);
        OptionalInt expected = EntityTags.expectedVersion(ifMatch);
        check.check(who, wanted);
        return tagged(agents.replace(who.tenant(), agent, expected, wanted));
    }

    /** Changes the fields that the body names (RFC 7396). */
    @PATCH
    @Path("/{id}")
    @PermissionsAllowed(AgentPermissions.AGENTS_WRITE)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull JsonNode fields) {
        Caller who = caller.get();
        AgentId agent = parse(id);
        AgentResponse present = agents.get(who.tenant(), agent.toString());
        OptionalInt expected = EntityTags.expectedVersion(ifMatch);
        AgentRequest wanted = patch.apply(present, fields);
        check.check(who, wanted);
        int basedOn = expected.orElse(present.version());
        return tagged(agents.replace(who.tenant(), agent, OptionalInt.of(basedOn), wanted));
    }

    /** Makes an agent of one's own from any other, the built-in one included. */
    @POST
    @Path("/{id}/copy")
    @PermissionsAllowed(AgentPermissions.AGENTS_WRITE)
    public Response copy(
            @PathParam("id") String idOrName,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid CopyRequest wanted) {
        Caller who = caller.get();
        AgentRequest copied = patch.copy(agents.get(who.tenant(), idOrName), wanted.name());
        String operation = "POST /v1/agents/" + idOrName + "/copy";
        return idempotency
                .once(
                        who,
                        key,
                        operation,
                        wanted,
                        () -> created(agents.create(who.tenant(), copied)))
                .toResponse();
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(AgentPermissions.AGENTS_WRITE)
    public void delete(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        agents.delete(caller.get().tenant(), parse(id), EntityTags.expectedVersion(ifMatch));
    }

    private Answer created(AgentResponse agent) {
        try {
            return new Answer(201, mapper.writeValueAsString(agent));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an agent is always writable", e);
        }
    }

    private static Response tagged(AgentResponse agent) {
        return Response.ok(agent).tag(Integer.toString(agent.version())).build();
    }

    private static AgentId parse(String id) {
        return AgentId.find(id).orElseThrow(() -> ProblemException.notFound("agent"));
    }
}

package dev.parley.conversation.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.ConversationPermissions;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

@Path("/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ConversationResource {

    private final Conversations conversations;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    ConversationResource(
            Conversations conversations,
            Idempotency idempotency,
            CurrentCaller caller,
            ObjectMapper mapper) {
        this.conversations = conversations;
        this.idempotency = idempotency;
        this.caller = caller;
        this.mapper = mapper;
    }

    @POST
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response create(
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid NewConversation wanted) {
        Caller who = caller.get();
        conversations.requireAgent(who, wanted.agent());
        return idempotency
                .once(
                        who,
                        key,
                        "POST /v1/conversations",
                        wanted,
                        () -> created(conversations.create(who, wanted, Conversations.PARLEY)))
                .toResponse();
    }

    @GET
    @PermissionsAllowed(ConversationPermissions.READ)
    @QueryParameters({"limit", "cursor", "agent", "status", "q", "created_after", "created_before"})
    public Page<ConversationResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("status") @Nullable String status,
            @QueryParam("q") @Nullable String q,
            @QueryParam("created_after") @Nullable String createdAfter,
            @QueryParam("created_before") @Nullable String createdBefore) {
        ConversationFilter filter =
                ConversationFilter.parse(agent, status, q, createdAfter, createdBefore);
        return conversations.list(caller.get(), filter, PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(ConversationPermissions.READ)
    public Response get(@PathParam("id") String id) {
        ConversationResponse found = conversations.get(caller.get(), parse(id));
        return Response.ok(found).tag(Integer.toString(found.version())).build();
    }

    /** Changes the fields that the body names. */
    @PATCH
    @Path("/{id}")
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid ConversationChange wanted) {
        Caller who = caller.get();
        if (wanted.agent() != null) {
            conversations.requireAgent(who, wanted.agent());
        }
        ConversationResponse changed =
                conversations.change(who, parse(id), EntityTags.expectedVersion(ifMatch), wanted);
        return Response.ok(changed).tag(Integer.toString(changed.version())).build();
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public void delete(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        conversations.delete(caller.get(), parse(id), EntityTags.expectedVersion(ifMatch));
    }

    private static ConversationId parse(String id) {
        return ConversationId.find(id).orElseThrow(() -> ProblemException.notFound("conversation"));
    }

    private Answer created(ConversationResponse conversation) {
        try {
            return new Answer(201, mapper.writeValueAsString(conversation));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a conversation is always writable", e);
        }
    }
}

package dev.parley.conversation.openai.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.ConversationPermissions;
import dev.parley.conversation.conversation.ConversationChange;
import dev.parley.conversation.conversation.ConversationResponse;
import dev.parley.conversation.conversation.Conversations;
import dev.parley.conversation.conversation.NewConversation;
import dev.parley.conversation.openai.item.ItemPage;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

@Path("/openai/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ConversationsResource {

    /** Whose conversation it is natively; each response names its own agent. */
    private static final String AGENT = "assistant";

    private final Conversations conversations;
    private final ConversationItems items;
    private final CurrentCaller caller;

    @Inject
    ConversationsResource(
            Conversations conversations, ConversationItems items, CurrentCaller caller) {
        this.conversations = conversations;
        this.items = items;
        this.caller = caller;
    }

    @POST
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response create(@Valid DoorConversation.@Nullable Wanted wanted) {
        Caller who = caller.get();
        DoorConversation.Wanted asked =
                wanted == null ? new DoorConversation.Wanted(null, null) : wanted;
        ConversationResponse created =
                conversations.create(
                        who,
                        new NewConversation(AGENT, null, asked.metadata()),
                        Conversations.PARLEY);
        if (says(asked.items())) {
            items.add(who, created.id(), asked.items());
        }
        return json(shown(created));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(ConversationPermissions.READ)
    public Response get(@PathParam("id") String id) {
        return json(shown(conversations.get(caller.get(), parse(id))));
    }

    @POST
    @Path("/{id}")
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response change(
            @PathParam("id") String id, @NotNull @Valid DoorConversation.Change wanted) {
        ConversationChange change =
                new ConversationChange(null, null, null, null, wanted.metadata());
        return json(
                shown(conversations.change(caller.get(), parse(id), OptionalInt.empty(), change)));
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response delete(@PathParam("id") String id) {
        conversations.delete(caller.get(), parse(id), OptionalInt.empty());
        ObjectNode deleted = JsonNodeFactory.instance.objectNode().put("id", id);
        return json(deleted.put("object", "conversation.deleted").put("deleted", true));
    }

    @GET
    @Path("/{id}/items")
    @PermissionsAllowed(ConversationPermissions.READ)
    @QueryParameters({"limit", "after", "order", "include", "include[]"})
    public Response list(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @QueryParam("order") @Nullable String order) {
        return json(items.list(caller.get(), parse(id), ItemPage.of(limit, after, order)));
    }

    @POST
    @Path("/{id}/items")
    @PermissionsAllowed(ConversationPermissions.WRITE)
    @QueryParameters({"include", "include[]"})
    public Response add(@PathParam("id") String id, @NotNull @Valid DoorConversation.Items wanted) {
        List<ObjectNode> added = items.add(caller.get(), parse(id), wanted.items());
        ArrayNode data = JsonNodeFactory.instance.arrayNode().addAll(added);
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        list.set("data", data);
        list.put("first_id", data.get(0).path("id").asText());
        list.put("last_id", data.get(data.size() - 1).path("id").asText());
        return json(list.put("has_more", false));
    }

    @GET
    @Path("/{id}/items/{item}")
    @PermissionsAllowed(ConversationPermissions.READ)
    @QueryParameters({"include", "include[]"})
    public Response item(@PathParam("id") String id, @PathParam("item") String item) {
        return json(items.get(caller.get(), parse(id), item));
    }

    /** A log has no holes. */
    @DELETE
    @Path("/{id}/items/{item}")
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response deleteItem(@PathParam("id") String id, @PathParam("item") String item) {
        items.get(caller.get(), parse(id), item);
        throw new ProblemException(
                PlatformError.CONFLICT,
                "Single items cannot be deleted; delete the whole conversation instead.");
    }

    /** Nothing and an empty list say nothing; what is no list is refused further on. */
    private static boolean says(@Nullable JsonNode items) {
        return items != null && !items.isNull() && !(items.isArray() && items.isEmpty());
    }

    private static ObjectNode shown(ConversationResponse conversation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", conversation.id().toString()).put("object", "conversation");
        json.put("created_at", conversation.createdAt().getEpochSecond());
        ObjectNode metadata = json.putObject("metadata");
        conversation.metadata().forEach(metadata::put);
        return json;
    }

    private static ConversationId parse(String id) {
        return ConversationId.find(id).orElseThrow(() -> ProblemException.notFound("conversation"));
    }

    private static Response json(ObjectNode body) {
        return Response.ok(body.toString()).build();
    }
}

package dev.parley.conversation.message;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.ConversationPermissions;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

@Path("/v1/conversations/{id}/messages")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class MessageResource {

    private final Messages messages;
    private final CurrentCaller caller;

    @Inject
    MessageResource(Messages messages, CurrentCaller caller) {
        this.messages = messages;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(ConversationPermissions.READ)
    @QueryParameters({"limit", "cursor", "order", "before", "branch"})
    public Page<MessageJson> list(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("order") @Nullable String order,
            @QueryParam("before") @Nullable String before,
            @QueryParam("branch") @Nullable String branch) {
        MessageRange range = MessageRange.parse(order, before, branch);
        return messages.list(caller.get(), parse(id), range, PageRequest.of(limit, cursor));
    }

    private static ConversationId parse(String id) {
        return ConversationId.find(id).orElseThrow(() -> ProblemException.notFound("conversation"));
    }
}

package dev.parley.conversation.cancel;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.ConversationPermissions;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

@Path("/v1/conversations/{id}/cancel")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class CancelResource {

    private final CancelRuns runs;
    private final CurrentCaller caller;

    @Inject
    CancelResource(CancelRuns runs, CurrentCaller caller) {
        this.runs = runs;
        this.caller = caller;
    }

    @POST
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response cancel(@PathParam("id") String id, @Valid @Nullable CancelRequest wanted) {
        ConversationId conversation =
                ConversationId.find(id)
                        .orElseThrow(() -> ProblemException.notFound("conversation"));
        return Response.accepted(
                        runs.cancel(
                                caller.get(), conversation, wanted == null ? null : wanted.runId()))
                .build();
    }
}

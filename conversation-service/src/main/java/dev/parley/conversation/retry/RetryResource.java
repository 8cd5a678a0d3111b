package dev.parley.conversation.retry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.ConversationPermissions;
import dev.parley.conversation.posting.Accepted;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

@Path("/v1/conversations/{id}/runs/{run}/retry")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RetryResource {

    private static final RetryRequest AS_USUAL = new RetryRequest(null);

    private final RetryRun retry;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    RetryResource(
            RetryRun retry, Idempotency idempotency, CurrentCaller caller, ObjectMapper mapper) {
        this.retry = retry;
        this.idempotency = idempotency;
        this.caller = caller;
        this.mapper = mapper;
    }

    /** Accepts another run of the same message, which goes on after the last finished step. */
    @POST
    @PermissionsAllowed(ConversationPermissions.RETRY)
    public Response retry(
            @PathParam("id") String id,
            @PathParam("run") String run,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @Valid @Nullable RetryRequest wanted) {
        Caller who = caller.get();
        ConversationId conversation =
                ConversationId.find(id)
                        .orElseThrow(() -> ProblemException.notFound("conversation"));
        RunId failed = RunId.find(run).orElseThrow(() -> ProblemException.notFound("run"));
        RetryRequest asked = wanted == null ? AS_USUAL : wanted;
        String operation = "POST /v1/conversations/" + conversation + "/runs/" + failed + "/retry";
        return idempotency
                .once(
                        who,
                        key,
                        operation,
                        asked,
                        () -> accepted(retry.retry(who, conversation, failed, asked)))
                .toResponse();
    }

    private Answer accepted(Accepted accepted) {
        try {
            return new Answer(202, mapper.writeValueAsString(accepted));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an accepted message is always writable", e);
        }
    }
}

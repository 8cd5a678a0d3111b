package dev.parley.conversation.openai.chat;

import dev.parley.conversation.ConversationPermissions;
import dev.parley.conversation.cancel.CancelRuns;
import dev.parley.conversation.openai.run.BegunRun;
import dev.parley.conversation.openai.run.ClientGone;
import dev.parley.conversation.openai.run.EventWire;
import dev.parley.conversation.openai.run.FollowRun;
import dev.parley.conversation.openai.run.RunEnd;
import dev.parley.conversation.openai.run.RunFailure;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.idempotency.Idempotency;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@Path("/openai/v1/chat/completions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ChatResource {

    private static final Logger LOG = Logger.getLogger(ChatResource.class);

    private final ChatCompletions completions;
    private final FollowRun runs;
    private final CancelRuns cancel;
    private final CurrentCaller caller;

    @Inject
    ChatResource(
            ChatCompletions completions, FollowRun runs, CancelRuns cancel, CurrentCaller caller) {
        this.completions = completions;
        this.runs = runs;
        this.cancel = cancel;
        this.caller = caller;
    }

    /** Answers at once or in a stream, as the body says and whatever the client accepts. */
    @POST
    @Produces(MediaType.WILDCARD)
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public @Nullable Response complete(
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid ChatRequest request,
            @Context HttpServerResponse client)
            throws InterruptedException {
        Caller who = caller.get();
        BegunRun begun = completions.begin(who, key, request);
        try {
            if (!request.streamed()) {
                return Response.ok(
                                answer(begun, client).toString(), MediaType.APPLICATION_JSON_TYPE)
                        .build();
            }
            stream(begun, request, client);
        } catch (ClientGone e) {
            LOG.debugf("Run %s is cancelled: %s", begun.run(), e.getMessage());
            // Nobody can come back for this answer.
            cancel.cancel(who, begun.conversation(), begun.run());
        }
        return null;
    }

    private Object answer(BegunRun begun, HttpServerResponse client)
            throws ClientGone, InterruptedException {
        return switch (runs.await(begun, client)) {
            case RunEnd.Answered answered -> new ChatJson(begun).completion(answered);
            case RunEnd.Failed(RunFailure failure) -> throw failure.toException();
            case RunEnd.Cancelled cancelled -> throw RunFailure.cancelled().toException();
        };
    }

    private void stream(BegunRun begun, ChatRequest request, HttpServerResponse client)
            throws ClientGone, InterruptedException {
        EventWire wire = new EventWire(client);
        ChatStream stream = new ChatStream(new ChatJson(begun), wire, request.withUsage());
        stream.begin();
        runs.follow(begun, stream);
        wire.close();
    }
}

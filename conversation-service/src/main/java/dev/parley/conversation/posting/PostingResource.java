package dev.parley.conversation.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.ConversationPermissions;
import dev.parley.conversation.stream.Streams;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.jspecify.annotations.Nullable;

@Path("/v1/conversations/{id}/messages")
@RunOnVirtualThread
class PostingResource {

    private final PostMessage postMessage;
    private final Streams streams;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    PostingResource(
            PostMessage postMessage,
            Streams streams,
            Idempotency idempotency,
            CurrentCaller caller,
            ObjectMapper mapper) {
        this.postMessage = postMessage;
        this.streams = streams;
        this.idempotency = idempotency;
        this.caller = caller;
        this.mapper = mapper;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response post(
            @PathParam("id") String id,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid NewMessage wanted) {
        return accept(caller.get(), parse(id), key, wanted).toResponse();
    }

    /** Accepts the message and streams its run up to the terminal event. */
    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public void postAndStream(
            @PathParam("id") String id,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid NewMessage wanted,
            @Context SseEventSink sink,
            @Context Sse sse) {
        ConversationId conversation = parse(id);
        try (Streams.Tail tail = streams.listen(conversation)) {
            Answer answer = accept(caller.get(), conversation, key, wanted);
            RunBegin begin = RunBegin.of(mapper, answer.body());
            // With a key the run may be an earlier request's, and have begun before this one
            // listened.
            tail.writeRun(begin.run(), begin.afterSeq(), key != null, sink, sse);
            sink.close();
        }
    }

    private Answer accept(
            Caller who, ConversationId conversation, @Nullable String key, NewMessage wanted) {
        String operation = "POST /v1/conversations/" + conversation + "/messages";
        return idempotency.once(
                who,
                key,
                operation,
                wanted,
                () -> accepted(postMessage.post(who, conversation, wanted)));
    }

    private Answer accepted(Accepted accepted) {
        try {
            return new Answer(202, mapper.writeValueAsString(accepted));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an accepted message is always writable", e);
        }
    }

    private static ConversationId parse(String id) {
        return ConversationId.find(id).orElseThrow(() -> ProblemException.notFound("conversation"));
    }
}

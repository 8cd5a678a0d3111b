package dev.parley.conversation.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.conversation.ConversationPermissions;
import dev.parley.conversation.stream.Streams;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.Metadata;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

@Path("/v1/conversations/{id}/messages")
@RunOnVirtualThread
class PostingResource {

    private static final Regeneration AS_BEFORE = new Regeneration(null, null);

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

    /** A request that posts: its posting, and what makes a repetition of it the same request. */
    private record Request(
            ConversationId conversation,
            String path,
            @Nullable String key,
            Object body,
            Posting posting) {}

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response post(
            @PathParam("id") String id,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid NewMessage wanted) {
        return accept(message(id, key, wanted)).toResponse();
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
        acceptAndStream(message(id, key, wanted), sink, sse);
    }

    /** Answers a message once more, in a new branch beside the reply there is. */
    @POST
    @Path("/{message}/regenerate")
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response regenerate(
            @PathParam("id") String id,
            @PathParam("message") String message,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @Valid @Nullable Regeneration wanted) {
        return accept(again(id, message, key, wanted)).toResponse();
    }

    /** Answers a message once more and streams the run up to the terminal event. */
    @POST
    @Path("/{message}/regenerate")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public void regenerateAndStream(
            @PathParam("id") String id,
            @PathParam("message") String message,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @Valid @Nullable Regeneration wanted,
            @Context SseEventSink sink,
            @Context Sse sse) {
        acceptAndStream(again(id, message, key, wanted), sink, sse);
    }

    private Request message(String id, @Nullable String key, NewMessage wanted) {
        Target target =
                wanted.editOf() == null ? new Target.Tip() : new Target.InsteadOf(wanted.editOf());
        Posting posting =
                new Posting(
                        target,
                        List.of(Posting.Input.user(wanted.content())),
                        wanted.priorityOrDefault(),
                        wanted.onBusy() == null ? OnBusy.ENQUEUE : wanted.onBusy(),
                        wanted.agent(),
                        Metadata.write(mapper, wanted.metadata()),
                        null);
        ConversationId conversation = conversation(id);
        return new Request(
                conversation,
                "/v1/conversations/" + conversation + "/messages",
                key,
                wanted,
                posting);
    }

    private Request again(
            String id, String message, @Nullable String key, @Nullable Regeneration wanted) {
        Regeneration asked = wanted == null ? AS_BEFORE : wanted;
        ConversationId conversation = conversation(id);
        MessageId named =
                MessageId.find(message).orElseThrow(() -> ProblemException.notFound("message"));
        Posting posting =
                new Posting(
                        new Target.AnotherReplyTo(named),
                        List.of(),
                        asked.priority() == null ? Priority.NORMAL : asked.priority(),
                        OnBusy.ENQUEUE,
                        asked.agent(),
                        "{}",
                        null);
        String path = "/v1/conversations/" + conversation + "/messages/" + named + "/regenerate";
        return new Request(conversation, path, key, asked, posting);
    }

    private void acceptAndStream(Request request, SseEventSink sink, Sse sse) {
        try (Streams.Tail tail = streams.listen(request.conversation())) {
            RunBegin begin = RunBegin.of(mapper, accept(request).body());
            // With a key the run may be an earlier request's, and have begun before this one
            // listened.
            tail.writeRun(begin.run(), begin.afterSeq(), request.key() != null, sink, sse);
            sink.close();
        }
    }

    private Answer accept(Request request) {
        Caller who = caller.get();
        return idempotency.once(
                who,
                request.key(),
                "POST " + request.path(),
                request.body(),
                () -> accepted(postMessage.post(who, request.conversation(), request.posting())));
    }

    private Answer accepted(Accepted accepted) {
        try {
            return new Answer(202, mapper.writeValueAsString(accepted));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an accepted message is always writable", e);
        }
    }

    private static ConversationId conversation(String id) {
        return ConversationId.find(id).orElseThrow(() -> ProblemException.notFound("conversation"));
    }
}

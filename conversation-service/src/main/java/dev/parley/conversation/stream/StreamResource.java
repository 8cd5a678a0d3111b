package dev.parley.conversation.stream;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.ConversationPermissions;
import dev.parley.conversation.log.VisibleLog;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.jspecify.annotations.Nullable;

@Path("/v1/conversations/{id}/events")
@RunOnVirtualThread
class StreamResource {

    private final Streams streams;
    private final VisibleLog logs;
    private final CurrentCaller caller;

    @Inject
    StreamResource(Streams streams, VisibleLog logs, CurrentCaller caller) {
        this.streams = streams;
        this.logs = logs;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed(ConversationPermissions.READ)
    @QueryParameters({"after", "follow"})
    public void events(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @QueryParam("after") @Nullable String after,
            @QueryParam("follow") @Nullable String follow,
            @Context SseEventSink sink,
            @Context Sse sse) {
        ConversationId conversation =
                ConversationId.find(id)
                        .orElseThrow(() -> ProblemException.notFound("conversation"));
        StreamStart start = StreamStart.of(lastEventId, after);
        boolean following = parseFollow(follow);
        try (Streams.Tail tail = streams.listen(conversation)) {
            tail.writeAll(
                    decide(start, logs.lastSeq(caller.get(), conversation)), following, sink, sse);
            sink.close();
        }
    }

    private static long decide(StreamStart start, long lastSeq) {
        return switch (start) {
            case StreamStart.Now now -> lastSeq;
            case StreamStart.After(long seq) when seq <= lastSeq -> seq;
            case StreamStart.After(long seq) ->
                    throw StreamStart.invalid(
                            "Last-Event-ID",
                            "This conversation has only "
                                    + lastSeq
                                    + " events; resume after one of them.");
        };
    }

    private static boolean parseFollow(@Nullable String follow) {
        return switch (follow) {
            case null -> true;
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw ProblemException.invalid(
                            "follow", "not-a-boolean", "follow must be true or false.");
        };
    }
}

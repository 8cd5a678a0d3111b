package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.ConversationPermissions;
import dev.parley.conversation.cancel.CancelRuns;
import dev.parley.conversation.log.EventLog;
import dev.parley.conversation.openai.item.ItemPage;
import dev.parley.conversation.openai.run.ClientGone;
import dev.parley.conversation.openai.run.EventWire;
import dev.parley.conversation.openai.run.FollowRun;
import dev.parley.conversation.openai.run.Invalid;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.idempotency.Idempotency;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@Path("/openai/v1/responses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ResponseResource {

    private static final Logger LOG = Logger.getLogger(ResponseResource.class);
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(10);
    private static final long FROM_THE_BEGINNING = -1;

    private final Responses responses;
    private final ResponseRows rows;
    private final InputItems inputItems;
    private final FollowRun runs;
    private final CancelRuns cancel;
    private final EventLog log;
    private final CurrentCaller caller;

    @Inject
    ResponseResource(
            Responses responses,
            ResponseRows rows,
            InputItems inputItems,
            FollowRun runs,
            CancelRuns cancel,
            EventLog log,
            CurrentCaller caller) {
        this.responses = responses;
        this.rows = rows;
        this.inputItems = inputItems;
        this.runs = runs;
        this.cancel = cancel;
        this.log = log;
        this.caller = caller;
    }

    /** Answers at once, in a stream or later, as the body says and whatever the client accepts. */
    @POST
    @Produces(MediaType.WILDCARD)
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public @Nullable Response create(
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid ResponseRequest request,
            @Context HttpServerResponse client)
            throws InterruptedException {
        Caller who = caller.get();
        StoredResponse begun = responses.begin(who, key, request);
        try {
            if (request.streamed()) {
                return stream(begun, FROM_THE_BEGINNING, client);
            }
            if (!request.inBackground()) {
                runs.await(begun.begun(), client);
            }
            return json(responses.tell(begun));
        } catch (ClientGone e) {
            LOG.debugf("The client of run %s left: %s", begun.run(), e.getMessage());
            if (!request.stored()) {
                cancel.cancel(who, begun.conversation(), begun.run());
            }
            return null;
        }
    }

    /** The response as it stands, or its stream after any event of it. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.WILDCARD)
    @PermissionsAllowed(ConversationPermissions.READ)
    @QueryParameters({"stream", "starting_after", "include", "include[]", "include_obfuscation"})
    public @Nullable Response get(
            @PathParam("id") String id,
            @QueryParam("stream") @Nullable String stream,
            @QueryParam("starting_after") @Nullable String startingAfter,
            @Context HttpServerResponse client)
            throws InterruptedException {
        StoredResponse stored = rows.get(caller.get(), id);
        if (!"true".equals(stream)) {
            return json(responses.tell(stored));
        }
        try {
            return stream(stored, number(startingAfter), client);
        } catch (ClientGone e) {
            LOG.debugf("A client left the stream of run %s: %s", stored.run(), e.getMessage());
            return null;
        }
    }

    @GET
    @Path("/{id}/input_items")
    @PermissionsAllowed(ConversationPermissions.READ)
    @QueryParameters({"limit", "after", "order", "include", "include[]"})
    public Response inputItems(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @QueryParam("order") @Nullable String order) {
        ItemPage page = ItemPage.of(limit, after, order);
        return json(inputItems.list(rows.get(caller.get(), id), page));
    }

    /** Stops the run, and shows how it ended if that does not take long. */
    @POST
    @Path("/{id}/cancel")
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response cancel(@PathParam("id") String id) throws InterruptedException {
        Caller who = caller.get();
        StoredResponse stored = rows.get(who, id);
        cancel.cancel(who, stored.conversation(), stored.run());
        runs.settle(stored.begun(), CANCEL_PATIENCE);
        return json(responses.tell(stored));
    }

    /** Forgets the response; a run that has not ended is stopped. */
    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response delete(@PathParam("id") String id) {
        Caller who = caller.get();
        StoredResponse stored = rows.get(who, id);
        cancel.cancel(who, stored.conversation(), stored.run());
        rows.delete(stored);
        ObjectNode deleted = JsonNodeFactory.instance.objectNode().put("id", id);
        return json(deleted.put("object", "response").put("deleted", true));
    }

    private @Nullable Response stream(StoredResponse stored, long after, HttpServerResponse client)
            throws ClientGone, InterruptedException {
        EventWire wire = new EventWire(client);
        wire.open();
        ResponseProgress progress = new ResponseProgress(stored);
        runs.follow(stored.begun(), new ResponseStream(progress, wire, log, after));
        wire.close();
        return null;
    }

    private static long number(@Nullable String startingAfter) {
        if (startingAfter == null) {
            return FROM_THE_BEGINNING;
        }
        if (!startingAfter.matches("\\d{1,15}")) {
            throw Invalid.value("starting_after", "must be the sequence_number of an event");
        }
        return Long.parseLong(startingAfter);
    }

    private static Response json(ObjectNode body) {
        return Response.ok(body.toString(), MediaType.APPLICATION_JSON_TYPE).build();
    }
}

package dev.parley.tool.mcp.server.http;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.problem.Dialects;
import dev.parley.platform.problem.LayerRefusals;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import dev.parley.tool.mcp.server.door.TokenAudience;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

@Path("/mcp")
@RunOnVirtualThread
class McpEndpoint {

    private final Intake intake;
    private final SessionStream stream;
    private final RequestSlots slots;
    private final TokenAudience audience;
    private final CurrentCaller caller;

    @Inject
    McpEndpoint(
            Intake intake,
            SessionStream stream,
            RequestSlots slots,
            TokenAudience audience,
            CurrentCaller caller) {
        this.intake = intake;
        this.stream = stream;
        this.slots = slots;
        this.audience = audience;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.WILDCARD)
    @PermissionsAllowed(ToolPermissions.READ)
    public @Nullable Response post(
            byte[] body, @Context HttpHeaders headers, @Context RoutingContext context)
            throws InterruptedException {
        requireAcceptable(
                headers, MediaType.APPLICATION_JSON_TYPE, MediaType.SERVER_SENT_EVENTS_TYPE);
        Caller who = caller.get();
        audience.require();
        try (RequestSlots.Slot slot = slots.enter(who)) {
            return response(intake.take(body, who, new HttpWire(context), values(headers)));
        }
    }

    /** Changes, as clients of 2025-11-25 listen for them. */
    @GET
    @Produces(MediaType.WILDCARD)
    @PermissionsAllowed(ToolPermissions.READ)
    public @Nullable Response get(@Context HttpHeaders headers, @Context RoutingContext context)
            throws InterruptedException {
        Caller who = caller.get();
        audience.require();
        if (!stream.offered() || !context.request().method().equals(HttpMethod.GET)) {
            return notAllowed();
        }
        requireAcceptable(headers, MediaType.SERVER_SENT_EVENTS_TYPE);
        try (RequestSlots.Slot slot = slots.enter(who)) {
            return response(stream.follow(who, new HttpWire(context), values(headers)));
        }
    }

    private static Response notAllowed() {
        return Response.status(405)
                .allow("OPTIONS", "POST")
                .type(Problem.MEDIA_TYPE)
                .entity(Dialects.plain(LayerRefusals.problem(405)).body())
                .build();
    }

    private static @Nullable Response response(Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted -> Response.accepted().build();
            case Answer.Message message -> {
                Response.ResponseBuilder response =
                        Response.status(message.status())
                                .type(MediaType.APPLICATION_JSON_TYPE)
                                .entity(message.message().toString());
                message.headers().forEach(response::header);
                yield response.build();
            }
            case Answer.Gone gone -> null;
        };
    }

    /** Whether an answer is a stream is not known before: clients must take either. */
    private static void requireAcceptable(HttpHeaders headers, MediaType... types) {
        List<MediaType> accepted = headers.getAcceptableMediaTypes();
        for (MediaType type : types) {
            if (accepted.stream().noneMatch(type::isCompatible)) {
                throw new ProblemException(
                        PlatformError.NOT_ACCEPTABLE,
                        "Accept application/json and text/event-stream, as MCP has it.");
            }
        }
    }

    private static Function<String, List<String>> values(HttpHeaders headers) {
        return name -> {
            List<String> values = headers.getRequestHeader(name);
            return values == null ? List.of() : values;
        };
    }
}

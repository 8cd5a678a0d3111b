package dev.parley.agent.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agent.AgentPermissions;
import dev.parley.agent.ending.CancelRuns;
import dev.parley.agent.queue.QueueBell;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

@Path("/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RunResource {

    private static final ReplayRequest FROM_THE_BEGINNING = new ReplayRequest(null, null);

    private final RunReader reader;
    private final StartRuns starts;
    private final Retries retries;
    private final RunActions actions;
    private final QueueRoom queue;
    private final CancelRuns cancellations;
    private final Idempotency idempotency;
    private final QueueBell bell;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    RunResource(
            RunReader reader,
            StartRuns starts,
            Retries retries,
            RunActions actions,
            QueueRoom queue,
            CancelRuns cancellations,
            Idempotency idempotency,
            QueueBell bell,
            CurrentCaller caller,
            ObjectMapper mapper) {
        this.reader = reader;
        this.starts = starts;
        this.retries = retries;
        this.actions = actions;
        this.queue = queue;
        this.cancellations = cancellations;
        this.idempotency = idempotency;
        this.bell = bell;
        this.caller = caller;
        this.mapper = mapper;
    }

    @POST
    @PermissionsAllowed(AgentPermissions.RUNS_START)
    public Response start(
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid StartRequest wanted) {
        Caller who = caller.get();
        QueueRoom.Room room = queue.look(who, wanted.priorityOrDefault());
        return once(key, "POST /v1/runs", wanted, () -> starts.start(who, room, wanted));
    }

    /** The caller's runs, newest first; with an admin's or auditor's role, the tenant's. */
    @GET
    @PermissionsAllowed(AgentPermissions.RUNS_READ)
    @QueryParameters({
        "status",
        "priority",
        "agent",
        "conversation_id",
        "dead_letter",
        "limit",
        "cursor"
    })
    public Page<RunView> list(
            @Valid @BeanParam RunFilter.Parameters wanted,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reader.list(caller.get(), RunFilter.of(wanted), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(AgentPermissions.RUNS_READ)
    public RunView.Whole get(@PathParam("id") String id) {
        return reader.whole(caller.get(), run(id));
    }

    /** Asks a run to stop. Asked twice it does the same once. */
    @POST
    @Path("/{id}/cancel")
    @PermissionsAllowed(AgentPermissions.RUNS_CANCEL)
    public Response cancel(@PathParam("id") String id) {
        RunId run = run(id);
        Caller who = caller.get();
        reader.toChange(who, run);
        cancellations.cancel(who.tenant(), run);
        return Response.accepted(reader.get(who, run)).build();
    }

    /** Decides on the tool calls that a run waits for. */
    @POST
    @Path("/{id}/actions")
    @PermissionsAllowed(AgentPermissions.RUNS_START)
    public Response act(@PathParam("id") String id, @NotNull @Valid ActionsRequest wanted) {
        RunId run = run(id);
        Caller who = caller.get();
        actions.decide(who, run, wanted);
        return Response.accepted(reader.get(who, run)).build();
    }

    /** Tries a run that failed again, after its last finished step, as a run of its own. */
    @POST
    @Path("/{id}/retry")
    @PermissionsAllowed(AgentPermissions.RUNS_START)
    public Response retry(
            @PathParam("id") String id, @HeaderParam(Idempotency.HEADER) @Nullable String key) {
        return retries.retry(caller.get(), run(id), key).toResponse();
    }

    /** Does the steps of a run anew with the tool results of then, as a run of its own. */
    @POST
    @Path("/{id}/replay")
    @PermissionsAllowed(AgentPermissions.RUNS_START)
    public Response replay(
            @PathParam("id") String id,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @Valid @Nullable ReplayRequest wanted) {
        Caller who = caller.get();
        RunId run = run(id);
        QueueRoom.Room room = queue.look(who, reader.toChange(who, run).priority());
        ReplayRequest replay = wanted == null ? FROM_THE_BEGINNING : wanted;
        String operation = "POST /v1/runs/" + run + "/replay";
        return once(key, operation, replay, () -> starts.replay(who, room, run, replay));
    }

    private Response once(
            @Nullable String key, String operation, Object body, Supplier<StartedRun> work) {
        Answer answer =
                idempotency.once(caller.get(), key, operation, body, () -> accepted(work.get()));
        bell.ring();
        return answer.toResponse();
    }

    private Answer accepted(StartedRun run) {
        try {
            return new Answer(202, mapper.writeValueAsString(run));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a started run is always writable", e);
        }
    }

    private static RunId run(String id) {
        return RunId.find(id).orElseThrow(() -> ProblemException.notFound("run"));
    }
}

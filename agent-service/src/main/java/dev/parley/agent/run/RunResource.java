package dev.parley.agent.run;

import dev.parley.agent.AgentPermissions;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

@Path("/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RunResource {

    private final Runs runs;
    private final CurrentCaller caller;

    @Inject
    RunResource(Runs runs, CurrentCaller caller) {
        this.runs = runs;
        this.caller = caller;
    }

    /** The caller's runs, newest first; with an admin's or auditor's role, the tenant's. */
    @GET
    @PermissionsAllowed(AgentPermissions.RUNS_READ)
    @QueryParameters({"status", "priority", "agent", "conversation_id", "limit", "cursor"})
    public Page<RunView> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("priority") @Nullable String priority,
            @QueryParam("agent") @Size(max = 255) @Nullable String agent,
            @QueryParam("conversation_id") @Nullable String conversation,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return runs.list(
                caller.get(),
                RunFilter.of(status, priority, agent, conversation),
                PageRequest.of(limit, cursor));
    }

    /** Asks a run to stop. Asked twice it does the same once. */
    @POST
    @Path("/{id}/cancel")
    @PermissionsAllowed(AgentPermissions.RUNS_CANCEL)
    public Response cancel(@PathParam("id") String id) {
        RunId run = RunId.find(id).orElseThrow(() -> ProblemException.notFound("run"));
        return Response.accepted(runs.cancel(caller.get(), run)).build();
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(AgentPermissions.RUNS_READ)
    public RunView get(@PathParam("id") String id) {
        return runs.get(
                caller.get(), RunId.find(id).orElseThrow(() -> ProblemException.notFound("run")));
    }
}

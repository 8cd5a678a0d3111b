package dev.parley.agent.run;

import dev.parley.agent.AgentPermissions;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

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

    @GET
    @Path("/{id}")
    @PermissionsAllowed(AgentPermissions.RUNS_READ)
    public RunView get(@PathParam("id") String id) {
        return runs.get(
                caller.get(), RunId.find(id).orElseThrow(() -> ProblemException.notFound("run")));
    }
}

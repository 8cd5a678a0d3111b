package dev.parley.tool.plan;

import dev.parley.platform.caller.CurrentCaller;
import dev.parley.tool.ToolPermissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

@Path("/v1/tools/plan")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PlanResource {

    private final Plans plans;
    private final CurrentCaller caller;

    @Inject
    PlanResource(Plans plans, CurrentCaller caller) {
        this.plans = plans;
        this.caller = caller;
    }

    /** 200 with what became of all calls, or 202 while some go on or wait for approvals. */
    @POST
    @PermissionsAllowed(ToolPermissions.EXECUTE)
    public Response carryOut(@NotNull @Valid PlanRequest request) {
        PlanState state = plans.carryOut(caller.get(), request);
        return Response.status(state.hasEnded() ? 200 : 202).entity(state).build();
    }
}

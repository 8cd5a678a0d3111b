package dev.parley.tool.plan;

import dev.parley.platform.caller.CurrentCaller;
import dev.parley.tool.ToolPermissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("/v1/plans/{id}/cancel")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PlanCancelResource {

    private final PlanCancel cancel;
    private final CurrentCaller caller;

    @Inject
    PlanCancelResource(PlanCancel cancel, CurrentCaller caller) {
        this.cancel = cancel;
        this.caller = caller;
    }

    /** Answers when everything has ended and is undone where the plan says how. */
    @POST
    @PermissionsAllowed(ToolPermissions.EXECUTE)
    public PlanState cancel(@PathParam("id") String id) throws InterruptedException {
        return cancel.cancel(caller.get(), id);
    }
}

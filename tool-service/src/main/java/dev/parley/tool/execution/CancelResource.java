package dev.parley.tool.execution;

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
import jakarta.ws.rs.core.Response;

@Path("/v1/executions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class CancelResource {

    private final CancelCalls cancel;
    private final CurrentCaller caller;

    @Inject
    CancelResource(CancelCalls cancel, CurrentCaller caller) {
        this.cancel = cancel;
        this.caller = caller;
    }

    /** By the id of the execution, or by the call id. */
    @POST
    @Path("/{id}/cancel")
    @PermissionsAllowed(ToolPermissions.EXECUTE)
    public Response cancel(@PathParam("id") String id) {
        return ExecutionResource.told(cancel.cancel(caller.get(), id));
    }
}

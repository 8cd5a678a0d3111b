package dev.parley.tool.execution;

import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.tool.ToolPermissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

@Path("/v1/tools/{name}/execute")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ExecutionResource {

    private final ExecuteTool execute;
    private final CurrentCaller caller;

    @Inject
    ExecutionResource(ExecuteTool execute, CurrentCaller caller) {
        this.execute = execute;
        this.caller = caller;
    }

    /** 200 with the outcome, or 202 while the call goes on or waits for an approval. */
    @POST
    @PermissionsAllowed(ToolPermissions.EXECUTE)
    public Response execute(@PathParam("name") String name, @NotNull @Valid ExecuteRequest call) {
        return told(execute.execute(caller.get(), name, call));
    }

    private static boolean hasEnded(ToolExecution.Response execution) {
        return switch (execution.status()) {
            case RUNNING, REQUIRES_ACTION -> false;
            case SUCCEEDED, FAILED, UNKNOWN -> true;
        };
    }

    static Response told(ToolExecution.Response execution) {
        return Response.status(hasEnded(execution) ? 200 : 202).entity(execution).build();
    }
}

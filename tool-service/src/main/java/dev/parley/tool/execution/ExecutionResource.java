package dev.parley.tool.execution;

import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.definition.Tools;
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

    private final Tools tools;
    private final ExecuteTool execute;
    private final CurrentCaller caller;

    @Inject
    ExecutionResource(Tools tools, ExecuteTool execute, CurrentCaller caller) {
        this.tools = tools;
        this.execute = execute;
        this.caller = caller;
    }

    /** 200 with the outcome, or 202 while the call goes on. */
    @POST
    @PermissionsAllowed(ToolPermissions.EXECUTE)
    public Response execute(@PathParam("name") String name, @NotNull @Valid ExecuteRequest call) {
        Caller who = caller.get();
        Tool tool = tools.find(who, name).orElseThrow(() -> ProblemException.notFound("tool"));
        return told(execute.execute(who, tool, call));
    }

    static Response told(ToolExecution.Response execution) {
        int status = execution.status() == ToolExecution.Status.RUNNING ? 202 : 200;
        return Response.status(status).entity(execution).build();
    }
}

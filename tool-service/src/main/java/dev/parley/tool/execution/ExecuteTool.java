package dev.parley.tool.execution;

import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.definition.Binding;
import dev.parley.tool.definition.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Executes a call once; the same call id gives the same outcome ever after. */
@ApplicationScoped
public class ExecuteTool {

    private final LocalCalls local;
    private final RemoteCalls remote;
    private final ExecutionMeters meters;

    @Inject
    ExecuteTool(LocalCalls local, RemoteCalls remote, ExecutionMeters meters) {
        this.meters = meters;
        this.local = local;
        this.remote = remote;
    }

    private void requireFitting(Tool tool, ExecuteRequest request) {
        try {
            ArgumentCheck.require(tool, request.arguments());
        } catch (ProblemException e) {
            meters.denied(tool.name(), "args");
            throw e;
        }
    }

    /**
     * The outcome of a call, or that it goes on; refuses arguments that do not fit, and a call id
     * that was used for something else.
     */
    public ToolExecution.Response execute(Caller caller, Tool tool, ExecuteRequest request) {
        requireFitting(tool, request);
        Call call = Call.of(caller, tool, request);
        return tool.binding() instanceof Binding.Local(var builtin)
                ? local.execute(call, builtin)
                : remote.execute(call);
    }
}

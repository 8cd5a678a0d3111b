package dev.parley.tool.execution;

import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.tool.definition.Binding;
import dev.parley.tool.definition.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Executes a call once; the same call id gives the same outcome ever after. */
@ApplicationScoped
public class ExecuteTool {

    private final LocalCalls local;
    private final RemoteCalls remote;

    @Inject
    ExecuteTool(LocalCalls local, RemoteCalls remote) {
        this.local = local;
        this.remote = remote;
    }

    /**
     * The outcome of a call, or that it goes on; refuses arguments that do not fit, and a call id
     * that was used for something else.
     */
    public ToolExecution.Response execute(Caller caller, Tool tool, ExecuteRequest request) {
        ArgumentCheck.require(tool, request.arguments());
        Call call = Call.of(caller, tool, request);
        return tool.binding() instanceof Binding.Local(var builtin)
                ? local.execute(call, builtin)
                : remote.execute(call);
    }
}

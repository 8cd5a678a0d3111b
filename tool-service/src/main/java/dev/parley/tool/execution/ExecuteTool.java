package dev.parley.tool.execution;

import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.definition.Binding;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.definition.Tools;
import dev.parley.tool.schema.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Executes a call once; the same call id gives the same outcome ever after. */
@ApplicationScoped
public class ExecuteTool {

    private final LocalCalls local;
    private final RemoteCalls remote;
    private final Tools tools;
    private final Ledger ledger;
    private final ExecutionMeters meters;

    @Inject
    ExecuteTool(
            LocalCalls local,
            RemoteCalls remote,
            Tools tools,
            Ledger ledger,
            ExecutionMeters meters) {
        this.tools = tools;
        this.ledger = ledger;
        this.meters = meters;
        this.local = local;
        this.remote = remote;
    }

    /**
     * The outcome of a call, or that it goes on; refuses arguments that do not fit, and a call id
     * that was used for something else. A call that was entered before is answered for also if its
     * tool is gone or another one by now.
     */
    public ToolExecution.Response execute(Caller caller, String name, ExecuteRequest request) {
        Optional<Tool> found = tools.find(caller, name);
        if (found.isEmpty()) {
            String hash = CanonicalJson.hash(request.arguments());
            LedgerRow row =
                    entered(caller, request)
                            .filter(it -> Remembered.isSame(it, caller.user(), name, hash))
                            .orElseThrow(() -> ProblemException.notFound("tool"));
            return remote.resume(row, Call.epoch(request));
        }
        Tool tool = found.get();
        requireFitting(caller, tool, request);
        Call call = Call.of(caller, tool, request);
        return tool.binding() instanceof Binding.Local(var builtin)
                ? local.execute(call, builtin)
                : remote.execute(call);
    }

    private void requireFitting(Caller caller, Tool tool, ExecuteRequest request) {
        try {
            ArgumentCheck.require(tool, request.arguments());
        } catch (ProblemException e) {
            if (entered(caller, request).isEmpty()) {
                meters.denied(tool.name(), "args");
                throw e;
            }
        }
    }

    private Optional<LedgerRow> entered(Caller caller, ExecuteRequest request) {
        return Optional.ofNullable(request.callId())
                .flatMap(id -> ledger.find(new LedgerKey(caller.tenant(), id)));
    }
}

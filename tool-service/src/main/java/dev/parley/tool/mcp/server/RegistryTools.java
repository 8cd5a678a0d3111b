package dev.parley.tool.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import dev.parley.tool.definition.Binding;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.definition.Tools;
import dev.parley.tool.execution.CancelCalls;
import dev.parley.tool.execution.ExecuteRequest;
import dev.parley.tool.execution.ExecuteTool;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.offer.McpTool;
import dev.parley.tool.mcp.server.offer.McpTool.Hints;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import dev.parley.tool.mcp.server.offer.McpTools;
import dev.parley.tool.mcp.server.offer.ToolResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parley's tools, for MCP clients whose callers may execute tools; each call is in the ledger. */
@ApplicationScoped
class RegistryTools implements McpTools {

    private final Tools tools;
    private final ExecuteTool execute;
    private final CancelCalls cancel;
    private final ToolPermissions permissions;

    @Inject
    RegistryTools(
            Tools tools, ExecuteTool execute, CancelCalls cancel, ToolPermissions permissions) {
        this.tools = tools;
        this.execute = execute;
        this.cancel = cancel;
        this.permissions = permissions;
    }

    @Override
    public List<McpTool> after(Caller caller, String name, int limit) {
        return mayExecute(caller)
                ? tools.after(caller, name, limit).stream().map(RegistryTools::shown).toList()
                : List.of();
    }

    @Override
    public Optional<McpTool> find(Caller caller, String name) {
        return mayExecute(caller)
                ? tools.find(caller, name).map(RegistryTools::shown)
                : Optional.empty();
    }

    /** Nobody repeats a call over MCP under the same id: each is a call of its own. */
    @Override
    public Outcome<ToolResult> call(McpCall call, String name, ObjectNode arguments) {
        Tool tool =
                tools.find(call.caller(), name)
                        .orElseThrow(() -> ProblemException.notFound("tool"));
        String callId = "mcp_" + ExecutionId.next();
        ExecuteRequest request = new ExecuteRequest(arguments, callId, null);
        try {
            return new Outcome.Done<>(result(toEnd(call.caller(), tool, request)));
        } catch (ProblemException e) {
            return new Outcome.Done<>(ToolResult.failure(mendable(e)));
        }
    }

    /** Asks again as long as the call goes on; an interrupt cancels it. */
    private ToolExecution.Response toEnd(Caller caller, Tool tool, ExecuteRequest request) {
        ToolExecution.Response response = execute.execute(caller, tool.name(), request);
        while (response.status() == ToolExecution.Status.RUNNING) {
            if (Thread.currentThread().isInterrupted()) {
                cancel.cancel(caller, response.executionId().toString());
                return response;
            }
            response = execute.execute(caller, tool.name(), request);
        }
        return response;
    }

    private static ToolResult result(ToolExecution.Response response) {
        if (response.status() == ToolExecution.Status.REQUIRES_ACTION) {
            return ToolResult.failure(
                    "Somebody has to approve this call first (%s); it is carried out then, and GET /v1/executions/%s tells its outcome. Do not call again."
                            .formatted(response.approvalId(), response.executionId()));
        }
        if (response.problem() != null) {
            return ToolResult.failure(response.problem().detail());
        }
        return response.result() == null
                ? ToolResult.text("")
                : ToolResult.value(response.result());
    }

    private static String mendable(ProblemException e) {
        return e.problem().errors().stream()
                .map(error -> error.pointer() + ": " + error.message())
                .collect(Collectors.joining("\n", e.problem().detail() + '\n', ""));
    }

    private static McpTool shown(Tool tool) {
        return new McpTool(
                tool.name(),
                tool.definition().title(),
                tool.definition().description(),
                (ObjectNode) tool.input().source(),
                outputSchema(tool),
                hints(tool),
                tool.binding() instanceof Binding.Local
                        ? Patience.WAITS
                        : Patience.MAY_BECOME_TASK);
    }

    /** Structured results are objects in MCP; of another shape they are told as text. */
    private static @Nullable ObjectNode outputSchema(Tool tool) {
        return tool.output() != null
                        && tool.output().source() instanceof ObjectNode schema
                        && schema.path("type").asText().equals("object")
                ? schema
                : null;
    }

    private static Hints hints(Tool tool) {
        Effects effects = tool.effects();
        return new Hints(
                effects == Effects.NONE,
                effects != Effects.NONE,
                effects == Effects.NONE || effects == Effects.IDEMPOTENT,
                !(tool.binding() instanceof Binding.Local));
    }

    private boolean mayExecute(Caller caller) {
        return caller.roles().stream()
                .anyMatch(role -> permissions.of(role).contains(ToolPermissions.EXECUTE));
    }
}

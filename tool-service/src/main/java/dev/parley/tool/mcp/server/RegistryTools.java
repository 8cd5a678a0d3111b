package dev.parley.tool.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.definition.Tools;
import dev.parley.tool.execution.ArgumentCheck;
import dev.parley.tool.execution.ExecuteRequest;
import dev.parley.tool.execution.ExecuteTool;
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

/** Parley's tools, for MCP clients whose callers may execute tools; each call is in the ledger. */
@ApplicationScoped
class RegistryTools implements McpTools {

    private static final Hints WITHOUT_EFFECT = new Hints(true, false, true, false);

    private final Tools tools;
    private final ExecuteTool execute;
    private final ToolPermissions permissions;

    @Inject
    RegistryTools(Tools tools, ExecuteTool execute, ToolPermissions permissions) {
        this.tools = tools;
        this.execute = execute;
        this.permissions = permissions;
    }

    @Override
    public List<McpTool> after(Caller caller, String name, int limit) {
        return mayExecute(caller)
                ? tools.after(name, limit).stream().map(RegistryTools::shown).toList()
                : List.of();
    }

    @Override
    public Optional<McpTool> find(Caller caller, String name) {
        return mayExecute(caller) ? tools.find(name).map(RegistryTools::shown) : Optional.empty();
    }

    @Override
    public Outcome<ToolResult> call(McpCall call, String name, ObjectNode arguments) {
        Tool tool = tools.find(name).orElseThrow(() -> ProblemException.notFound("tool"));
        try {
            ArgumentCheck.require(tool, arguments);
        } catch (ProblemException e) {
            return new Outcome.Done<>(ToolResult.failure(mendable(e)));
        }
        // Nobody repeats a call over MCP under the same id: each is a run of its own.
        CallId id = new CallId(RunId.next(), 0, 0);
        return new Outcome.Done<>(
                result(execute.execute(call.caller(), tool, new ExecuteRequest(arguments, id))));
    }

    private static ToolResult result(ToolExecution.Response response) {
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
                null,
                tool.implementation().description(),
                (ObjectNode) tool.inputSchema(),
                null,
                WITHOUT_EFFECT,
                Patience.WAITS);
    }

    private boolean mayExecute(Caller caller) {
        return caller.roles().stream()
                .anyMatch(role -> permissions.of(role).contains(ToolPermissions.EXECUTE));
    }
}

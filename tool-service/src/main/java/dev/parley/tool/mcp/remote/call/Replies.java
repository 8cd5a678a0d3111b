package dev.parley.tool.mcp.remote.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.invocation.Reply;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import java.util.Optional;
import java.util.Set;

/** What the outcome of a call means for the ledger. Pure. */
final class Replies {

    private static final Set<FaultReason> MAY_PASS =
            Set.of(
                    FaultReason.UNREACHABLE,
                    FaultReason.BUSY,
                    FaultReason.DISCONNECTED,
                    FaultReason.TIMED_OUT,
                    FaultReason.SERVER_FAILED,
                    FaultReason.SESSION_LOST);

    private Replies() {}

    static Reply of(McpOutcome<ObjectNode> outcome, int maxResultBytes) {
        return switch (outcome) {
            case McpOutcome.Done<ObjectNode>(ObjectNode result) ->
                    ToolResult.reply(result, maxResultBytes);
            case McpOutcome.Undone<ObjectNode>(Fault fault) -> undone(fault);
            case McpOutcome.Lost<ObjectNode>(Fault fault) ->
                    new Reply.Unclear(
                            problem(fault, "The MCP server gave no whole answer"),
                            mayPass(fault),
                            Optional.empty());
        };
    }

    private static Reply undone(Fault fault) {
        if (!fault.left()) {
            return new Reply.NotSent(
                    problem(fault, "The MCP server cannot be reached"), mayPass(fault));
        }
        RunProblem problem = problem(fault, "The MCP server did not do it");
        return mayPass(fault)
                ? new Reply.TryLater(problem, Optional.empty())
                : new Reply.Refused(problem);
    }

    private static boolean mayPass(Fault fault) {
        return MAY_PASS.contains(fault.reason());
    }

    private static RunProblem problem(Fault fault, String title) {
        return new RunProblem("mcp-" + fault.reason().code(), title, fault.text());
    }
}

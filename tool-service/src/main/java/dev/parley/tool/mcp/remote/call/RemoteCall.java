package dev.parley.tool.mcp.remote.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.platform.telemetry.TraceContext;
import dev.parley.tool.invocation.CallContext;
import dev.parley.tool.invocation.Invocation;
import dev.parley.tool.invocation.Reply;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.tool.ToolCall;
import dev.parley.tool.mcp.protocol.MetaKeys;
import dev.parley.tool.mcp.remote.catalogue.ToolRows.Callable;
import dev.parley.tool.mcp.remote.server.Connections;
import dev.parley.tool.remote.RemoteTool;
import java.util.Optional;
import java.util.function.Supplier;

/** One attempt to call a tool of an MCP server. */
final class RemoteCall implements Invocation<Reply> {

    private static final RunProblem CHANGED =
            new RunProblem(
                    "tool-changed",
                    "The tool is not what it was",
                    "Its MCP server changed or dropped it, or was disabled; somebody has to approve what it is now.");

    private final Supplier<Optional<Callable>> present;
    private final Connections connections;
    private final RemoteTool tool;
    private final ObjectNode arguments;
    private final CallContext context;
    private final Cancellation cancellation = new Cancellation();

    /**
     * Calls nothing yet.
     *
     * @param present the tool as it is stored just now, if it can be called and is the same
     */
    RemoteCall(
            Supplier<Optional<Callable>> present,
            Connections connections,
            RemoteTool tool,
            ObjectNode arguments,
            CallContext context) {
        this.present = present;
        this.connections = connections;
        this.tool = tool;
        this.arguments = arguments;
        this.context = context;
    }

    @Override
    public Reply run() {
        Until until = Until.in(context.time());
        Optional<Callable> found = present.get();
        if (found.isEmpty()) {
            return new Reply.NotSent(CHANGED, false);
        }
        String remoteName = found.get().tool().remoteName();
        McpOutcome<ObjectNode> outcome =
                connections
                        .of(found.get().server())
                        .then(connection ->
                                connection.call(
                                        new ToolCall(
                                                remoteName, tool.inputSchema(), arguments, meta()),
                                        until,
                                        cancellation));
        return Replies.of(outcome, context.maxResultBytes());
    }

    @Override
    public void abort() {
        cancellation.cancel();
    }

    private ObjectNode meta() {
        ObjectNode meta =
                JsonNodeFactory.instance.objectNode().put(MetaKeys.CALL_ID, context.callId());
        TraceContext.currentTraceparent()
                .ifPresent(traceparent -> meta.put(TraceContext.TRACEPARENT, traceparent));
        return meta;
    }
}

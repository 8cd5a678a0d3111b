package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.wire.Heard;
import dev.parley.tool.mcp.client.wire.Outgoing;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcId;

/** How a server's stream of changes is opened, and what it means that it ended. Pure. */
final class Listening {

    private Listening() {}

    static Outgoing on(Link link, RpcId id) {
        return switch (link) {
            case Link.Stateless stateless -> {
                ObjectNode params = JsonNodeFactory.instance.objectNode();
                params.putObject("notifications").put("toolsListChanged", true);
                yield stateless.request(id, Ask.of("subscriptions/listen", params));
            }
            case Link.Session session -> session.listen();
        };
    }

    static McpOutcome<ObjectNode> ended(Heard heard) {
        return switch (heard) {
            case Heard.Ended ended -> done();
            case Heard.Result result -> done();
            case Heard.Status(int status) when status == 405 -> notOffered();
            case Heard.Refused error when error.code() == RpcError.METHOD_NOT_FOUND.code() ->
                    notOffered();
            case Heard.Failed(Fault fault, boolean mayHaveActed)
                    when mayHaveActed && fault.reason() == FaultReason.TIMED_OUT ->
                    done();
            default -> Answers.outcome(heard);
        };
    }

    private static McpOutcome<ObjectNode> done() {
        return new McpOutcome.Done<>(JsonNodeFactory.instance.objectNode());
    }

    private static McpOutcome<ObjectNode> notOffered() {
        return new McpOutcome.Undone<>(
                new Fault(
                        FaultReason.NOT_OFFERED,
                        "The server has no stream on which it tells of changes."));
    }
}

package dev.parley.tool.mcp.server.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.McpMethods;
import dev.parley.tool.mcp.server.invocation.Rounds;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.protocol.McpJson;
import dev.parley.tool.mcp.server.protocol.Params;
import dev.parley.tool.mcp.server.protocol.UuidText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;

/** How clients come back for their tasks. */
@ApplicationScoped
class TaskMethods implements McpMethods {

    private final Tasks tasks;
    private final Offer offer;

    @Inject
    TaskMethods(Tasks tasks, Offer offer) {
        this.tasks = tasks;
        this.offer = offer;
    }

    @Override
    public Map<String, Exchange.Method> of(Revision revision) {
        if (!revision.stateless() || offer.tools().isEmpty()) {
            return Map.of();
        }
        return Map.of(
                "tasks/get", this::get, "tasks/update", this::update, "tasks/cancel", this::cancel);
    }

    private ObjectNode get(Exchange exchange) {
        return require(exchange, id(exchange));
    }

    private ObjectNode update(Exchange exchange) {
        UUID id = id(exchange);
        Params params = exchange.params();
        if (!params.node().has("inputResponses")) {
            throw RpcException.invalid("params.inputResponses is required: an object.");
        }
        require(exchange, id);
        tasks.answer(exchange.peer(), id, Rounds.answers(params));
        return McpJson.object();
    }

    private ObjectNode cancel(Exchange exchange) {
        UUID id = id(exchange);
        require(exchange, id);
        tasks.cancel(exchange.peer().caller(), id);
        return McpJson.object();
    }

    private ObjectNode require(Exchange exchange, UUID id) {
        return tasks.find(exchange.peer().caller(), id).orElseThrow(TaskMethods::unknown);
    }

    private static UUID id(Exchange exchange) {
        Rounds.requireTasks(exchange.peer().features());
        return UuidText.find(exchange.params().text("taskId")).orElseThrow(TaskMethods::unknown);
    }

    private static RpcException unknown() {
        return RpcException.invalid("There is no such task, its time is over, or it is not yours.");
    }
}

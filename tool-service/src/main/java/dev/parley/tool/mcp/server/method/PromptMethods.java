package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.calling.Calls;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.McpMethods;
import dev.parley.tool.mcp.server.invocation.Invocation;
import dev.parley.tool.mcp.server.offer.McpPrompts;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** Lists prompts and fills them in. */
@ApplicationScoped
class PromptMethods implements McpMethods {

    private static final String GET = "prompts/get";

    private final Offer offer;
    private final Lists lists;
    private final Calls calls;
    private final McpJson json;

    @Inject
    PromptMethods(Offer offer, Lists lists, Calls calls, McpJson json) {
        this.offer = offer;
        this.lists = lists;
        this.calls = calls;
        this.json = json;
    }

    @Override
    public Map<String, Exchange.Method> of(Revision revision) {
        return offer.prompts()
                .<Map<String, Exchange.Method>>map(prompts ->
                        Map.of(
                                "prompts/list",
                                exchange -> list(exchange, prompts),
                                GET,
                                exchange -> get(exchange, prompts)))
                .orElse(Map.of());
    }

    private ObjectNode list(Exchange exchange, McpPrompts prompts) {
        return lists.page(
                exchange,
                "prompts",
                (after, limit) -> prompts.after(exchange.peer().caller(), after, limit),
                McpPrompts.Prompt::name);
    }

    private ObjectNode get(Exchange exchange, McpPrompts prompts)
            throws ClientGone, InterruptedException {
        String name = exchange.params().text("name");
        ObjectNode arguments = exchange.params().object("arguments");
        McpPrompts.Prompt prompt =
                prompts.find(exchange.peer().caller(), name)
                        .orElseThrow(() -> RpcException.invalid("There is no such prompt."));
        Map<String, String> values = values(arguments, prompt);
        return calls.make(
                exchange,
                new Invocation<>(
                        GET,
                        name,
                        arguments,
                        Patience.WAITS,
                        call -> prompts.fill(call, name, values),
                        this::render));
    }

    private static Map<String, String> values(ObjectNode arguments, McpPrompts.Prompt prompt) {
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            if (!argument.getValue().isTextual()) {
                throw RpcException.invalid("Each of params.arguments must be text.");
            }
            values.put(argument.getKey(), argument.getValue().textValue());
        }
        for (McpPrompts.Argument argument : prompt.arguments()) {
            if (argument.required() && !values.containsKey(argument.name())) {
                throw RpcException.invalid("params.arguments." + argument.name() + " is required.");
            }
        }
        return values;
    }

    private ObjectNode render(McpPrompts.Filled filled) {
        return (ObjectNode) json.tree(filled);
    }
}

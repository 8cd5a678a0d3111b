package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.server.calling.Calls;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.McpMethods;
import dev.parley.tool.mcp.server.exchange.Peer;
import dev.parley.tool.mcp.server.invocation.ToolCalls;
import dev.parley.tool.mcp.server.offer.McpTool;
import dev.parley.tool.mcp.server.offer.McpTools;
import dev.parley.tool.mcp.server.offer.Offer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Lists tools and calls them. */
@ApplicationScoped
class ToolMethods implements McpMethods {

    private final Offer offer;
    private final Lists lists;
    private final ToolCalls prepare;
    private final Calls calls;

    @Inject
    ToolMethods(Offer offer, Lists lists, ToolCalls prepare, Calls calls) {
        this.offer = offer;
        this.lists = lists;
        this.prepare = prepare;
        this.calls = calls;
    }

    @Override
    public Map<String, Exchange.Method> of(Revision revision) {
        return offer.tools()
                .<Map<String, Exchange.Method>>map(tools ->
                        Map.of(
                                "tools/list",
                                exchange -> list(exchange, tools),
                                ToolCalls.METHOD,
                                this::call))
                .orElse(Map.of());
    }

    private ObjectNode list(Exchange exchange, McpTools tools) {
        Revision revision = exchange.peer().revision();
        return lists.page(
                exchange,
                "tools",
                (after, limit) ->
                        tools.after(exchange.peer().caller(), after, limit).stream()
                                .map(tool -> shown(tool, revision))
                                .toList(),
                McpTool::name);
    }

    /** Before 2026-07-28 a structured result can only be an object. */
    private static McpTool shown(McpTool tool, Revision revision) {
        ObjectNode output = tool.outputSchema();
        boolean describable =
                output == null
                        || revision.stateless()
                        || "object".equals(output.path("type").textValue());
        return describable
                ? tool
                : new McpTool(
                        tool.name(),
                        tool.title(),
                        tool.description(),
                        tool.inputSchema(),
                        null,
                        tool.hints(),
                        tool.patience());
    }

    private ObjectNode call(Exchange exchange) throws ClientGone, InterruptedException {
        Peer peer = exchange.peer();
        ObjectNode arguments = exchange.params().object("arguments");
        McpTool tool = prepare.find(peer.caller(), exchange.params().text("name"));
        if (peer.revision().stateless()) {
            ArgumentHeaders.check(tool.inputSchema(), arguments, exchange.headers());
        }
        return calls.make(exchange, prepare.prepare(peer.revision(), tool, arguments));
    }
}

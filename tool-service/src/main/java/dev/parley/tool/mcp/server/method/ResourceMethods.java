package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.call.ResourceContents;
import dev.parley.tool.mcp.server.calling.Calls;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.McpMethods;
import dev.parley.tool.mcp.server.invocation.Invocation;
import dev.parley.tool.mcp.server.offer.McpResources;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lists resources and reads them. */
@ApplicationScoped
class ResourceMethods implements McpMethods {

    private static final String READ = "resources/read";

    private final Offer offer;
    private final Lists lists;
    private final Calls calls;
    private final McpJson json;

    @Inject
    ResourceMethods(Offer offer, Lists lists, Calls calls, McpJson json) {
        this.offer = offer;
        this.lists = lists;
        this.calls = calls;
        this.json = json;
    }

    @Override
    public Map<String, Exchange.Method> of(Revision revision) {
        return offer.resources()
                .<Map<String, Exchange.Method>>map(resources ->
                        Map.of(
                                "resources/list",
                                exchange -> list(exchange, resources),
                                "resources/templates/list",
                                exchange -> templates(exchange, resources),
                                READ,
                                exchange -> read(exchange, resources)))
                .orElse(Map.of());
    }

    private ObjectNode list(Exchange exchange, McpResources resources) {
        return lists.page(
                exchange,
                "resources",
                (after, limit) -> resources.after(exchange.peer().caller(), after, limit),
                McpResources.Resource::uri);
    }

    private ObjectNode templates(Exchange exchange, McpResources resources) {
        return lists.page(
                exchange,
                "resourceTemplates",
                (after, limit) -> resources.templatesAfter(exchange.peer().caller(), after, limit),
                McpResources.Template::uriTemplate);
    }

    private ObjectNode read(Exchange exchange, McpResources resources)
            throws ClientGone, InterruptedException {
        String uri = exchange.params().text("uri");
        Revision revision = exchange.peer().revision();
        ObjectNode result =
                calls.make(
                        exchange,
                        new Invocation<>(
                                READ,
                                uri,
                                McpJson.object(),
                                Patience.WAITS,
                                call -> require(resources, call, uri, revision),
                                this::render));
        return result.has("contents") ? Lists.mayBeKept(exchange, result, Duration.ZERO) : result;
    }

    private ObjectNode render(List<ResourceContents> contents) {
        return McpJson.object().set("contents", json.array(contents));
    }

    private static Outcome<List<ResourceContents>> require(
            McpResources resources, McpCall call, String uri, Revision revision) {
        return resources
                .read(call, uri)
                .orElseThrow(() ->
                        new RpcException(
                                revision.stateless()
                                        ? RpcError.INVALID_PARAMS
                                        : RpcError.RESOURCE_NOT_FOUND,
                                "There is no such resource, or it is not yours to read.",
                                McpJson.object().put("uri", uri)));
    }
}

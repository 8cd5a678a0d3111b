package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.McpMethods;
import dev.parley.tool.mcp.server.offer.McpCompletions;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.protocol.McpJson;
import dev.parley.tool.mcp.server.protocol.Params;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Proposes values. */
@ApplicationScoped
class CompletionMethods implements McpMethods {

    private static final int MOST = 100;

    private final Offer offer;

    @Inject
    CompletionMethods(Offer offer) {
        this.offer = offer;
    }

    @Override
    public Map<String, Exchange.Method> of(Revision revision) {
        return offer.completions()
                .<Map<String, Exchange.Method>>map(completions ->
                        Map.of("completion/complete", exchange -> complete(exchange, completions)))
                .orElse(Map.of());
    }

    private static ObjectNode complete(Exchange exchange, McpCompletions completions) {
        Params argument = new Params(exchange.params().object("argument"));
        List<String> proposals =
                completions.complete(
                        exchange.peer().caller(),
                        place(new Params(exchange.params().object("ref")), argument.text("name")),
                        argument.text("value"));
        ObjectNode result = McpJson.object();
        ObjectNode completion = result.putObject("completion");
        ArrayNode values = completion.putArray("values");
        proposals.stream().limit(MOST).forEach(values::add);
        completion.put("total", proposals.size()).put("hasMore", proposals.size() > MOST);
        return result;
    }

    private static McpCompletions.Place place(Params ref, String name) {
        return switch (ref.text("type")) {
            case "ref/prompt" -> new McpCompletions.Place.OfPrompt(ref.text("name"), name);
            case "ref/resource" -> new McpCompletions.Place.OfTemplate(ref.text("uri"), name);
            default ->
                    throw RpcException.invalid(
                            "params.ref.type must be ref/prompt or ref/resource.");
        };
    }
}

package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.server.McpConfig;
import dev.parley.tool.mcp.server.exchange.Capabilities;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.McpMethods;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Tells what the server is and can do. */
@ApplicationScoped
class DiscoverMethods implements McpMethods {

    private final Capabilities capabilities;
    private final McpConfig config;

    @Inject
    DiscoverMethods(Capabilities capabilities, McpConfig config) {
        this.capabilities = capabilities;
        this.config = config;
    }

    @Override
    public Map<String, Exchange.Method> of(Revision revision) {
        return revision.stateless() ? Map.of("server/discover", this::discover) : Map.of();
    }

    private ObjectNode discover(Exchange exchange) {
        ObjectNode result = McpJson.object();
        ArrayNode versions = result.putArray("supportedVersions");
        Revision.versions().forEach(versions::add);
        result.set("capabilities", capabilities.of(exchange.peer().revision()));
        return Lists.mayBeKept(exchange, result, config.listTtl());
    }
}

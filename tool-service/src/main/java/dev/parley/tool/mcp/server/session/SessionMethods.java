package dev.parley.tool.mcp.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.protocol.SelfInfo;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.call.LogLevel;
import dev.parley.tool.mcp.server.exchange.Capabilities;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.McpMethods;
import dev.parley.tool.mcp.server.offer.McpChanges;
import dev.parley.tool.mcp.server.offer.McpLogLevels;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** The methods that belong to a session. */
@ApplicationScoped
class SessionMethods implements McpMethods {

    private final Offer offer;
    private final Capabilities capabilities;
    private final SelfInfo server;

    @Inject
    SessionMethods(Offer offer, Capabilities capabilities, SelfInfo server) {
        this.offer = offer;
        this.capabilities = capabilities;
        this.server = server;
    }

    @Override
    public Map<String, Exchange.Method> of(Revision revision) {
        if (revision.stateless()) {
            return Map.of();
        }
        Map<String, Exchange.Method> methods = new HashMap<>();
        methods.put("initialize", this::initialize);
        methods.put("ping", exchange -> McpJson.object());
        offer.logLevels()
                .ifPresent(levels ->
                        methods.put("logging/setLevel", exchange -> setLevel(exchange, levels)));
        offer.changes()
                .filter(changes -> offer.resources().isPresent())
                .ifPresent(changes -> {
                    methods.put(
                            "resources/subscribe",
                            exchange -> subscribe(exchange, changes::subscribe));
                    methods.put(
                            "resources/unsubscribe",
                            exchange -> subscribe(exchange, changes::unsubscribe));
                });
        return methods;
    }

    /** Whatever revision the client proposes: this is the only one that begins so. */
    private ObjectNode initialize(Exchange exchange) {
        exchange.params().text("protocolVersion");
        ObjectNode result =
                McpJson.object().put("protocolVersion", exchange.peer().revision().version());
        result.set("capabilities", capabilities.of(exchange.peer().revision()));
        result.set("serverInfo", server.toJson());
        return result;
    }

    private static ObjectNode setLevel(Exchange exchange, McpLogLevels levels) {
        LogLevel least =
                LogLevel.find(exchange.params().text("level"))
                        .orElseThrow(() -> RpcException.invalid("params.level is no log level."));
        levels.set(exchange.peer().caller(), session(exchange), least);
        return McpJson.object();
    }

    private static ObjectNode subscribe(Exchange exchange, Subscribing subscribing) {
        subscribing.apply(
                exchange.peer().caller(), session(exchange), exchange.params().text("uri"));
        return McpJson.object();
    }

    private static String session(Exchange exchange) {
        String session = exchange.peer().session();
        if (session == null) {
            throw RpcException.invalid(
                    "This needs a session: send the Mcp-Session-Id that initialize gave.");
        }
        return session;
    }

    /** {@link McpChanges#subscribe} or its opposite. */
    private interface Subscribing {

        void apply(Caller caller, String session, String uri);
    }
}

package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.MetaKeys;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.protocol.SelfInfo;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.McpMethods;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds who answers a request. */
@ApplicationScoped
public class Dispatch {

    private static final String RESULT_TYPE = "resultType";

    private final Map<Revision, Map<String, Exchange.Method>> methods =
            new EnumMap<>(Revision.class);

    private final SelfInfo server;

    @Inject
    Dispatch(@All List<McpMethods> parts, SelfInfo server) {
        this.server = server;
        for (Revision revision : Revision.values()) {
            Map<String, Exchange.Method> all = new HashMap<>();
            parts.forEach(part -> all.putAll(part.of(revision)));
            methods.put(revision, all);
        }
    }

    /** The names of all methods of a revision. */
    public Set<String> names(Revision revision) {
        return of(revision).keySet();
    }

    /** The result; refuses what is not offered. */
    public ObjectNode answer(Exchange exchange) throws ClientGone, InterruptedException {
        Exchange.Method method = of(exchange.peer().revision()).get(exchange.request().method());
        if (method == null) {
            throw new RpcException(
                    RpcError.METHOD_NOT_FOUND,
                    "This method is not offered here; ask which are with "
                            + (exchange.peer().revision().stateless()
                                    ? "server/discover."
                                    : "initialize."));
        }
        ObjectNode result = method.answer(exchange);
        return exchange.peer().revision().stateless() ? complete(result) : result;
    }

    private Map<String, Exchange.Method> of(Revision revision) {
        return methods.getOrDefault(revision, Map.of());
    }

    private ObjectNode complete(ObjectNode result) {
        if (!result.has(RESULT_TYPE)) {
            result.put(RESULT_TYPE, "complete");
        }
        result.withObjectProperty("_meta").set(MetaKeys.SERVER_INFO, server.toJson());
        return result;
    }
}

package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.McpConfig;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Lists in pages, and for how long they may be kept. */
@ApplicationScoped
class Lists {

    private static final int PAGE = 50;

    private final Cursors cursors;
    private final McpJson json;
    private final McpConfig config;

    @Inject
    Lists(Cursors cursors, McpJson json, McpConfig config) {
        this.cursors = cursors;
        this.json = json;
        this.config = config;
    }

    /** Reads rows behind a key. */
    interface Reading<T> {

        /** Up to {@code limit} rows with keys after {@code key}, by key. */
        List<T> after(String key, int limit);
    }

    /** The page that a request asks for. */
    <T> ObjectNode page(
            Exchange exchange, String list, Reading<T> reading, Function<T, String> key) {
        Cursors.Scope scope =
                Cursors.Scope.of(
                        exchange.peer().caller().tenant(),
                        "mcp-" + list,
                        exchange.peer().caller().user());
        String after = exchange.params().find("cursor").map(it -> open(scope, it)).orElse("");
        Page<T> page =
                Page.of(
                        reading.after(after, PAGE + 1),
                        PAGE,
                        last -> cursors.seal(scope, key.apply(last)));
        ObjectNode result = McpJson.object();
        result.set(list, json.array(page.data()));
        if (page.nextCursor() != null) {
            result.put("nextCursor", page.nextCursor());
        }
        return mayBeKept(exchange, result, config.listTtl());
    }

    /** Says for how long the client may keep a result, for this caller only. */
    static ObjectNode mayBeKept(Exchange exchange, ObjectNode result, Duration ttl) {
        return exchange.peer().revision().stateless()
                ? result.put("ttlMs", ttl.toMillis()).put("cacheScope", "private")
                : result;
    }

    private String open(Cursors.Scope scope, String cursor) {
        try {
            return cursors.open(scope, cursor);
        } catch (ProblemException changed) {
            throw RpcException.invalid(
                    "params.cursor is not one that this list gave out; start again without it.");
        }
    }
}

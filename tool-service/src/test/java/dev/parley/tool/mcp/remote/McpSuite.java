package dev.parley.tool.mcp.remote;

import dev.parley.tool.mcp.McpDouble;
import dev.parley.tool.testing.SinkSuite;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** MCP servers of others that the service may ask, besides what other tests let it ask. */
public final class McpSuite implements QuarkusTestResourceLifecycleManager {

    private static final int SERVERS = 150;
    private static final ConcurrentLinkedQueue<McpDouble> FREE = new ConcurrentLinkedQueue<>();

    private List<McpDouble> all = List.of();

    /** A server that no other test has. */
    public static McpDouble server() {
        return Optional.ofNullable(FREE.poll())
                .orElseThrow(() -> new IllegalStateException("start more servers"));
    }

    /** After those whose hosts it adds to. */
    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<String, String> start() {
        all = Stream.generate(McpDouble::start).limit(SERVERS).toList();
        FREE.addAll(all);
        String hosts =
                Stream.concat(
                                Stream.of(SinkSuite.sink().authority()),
                                all.stream().map(McpDouble::authority))
                        .collect(Collectors.joining(","));
        return Map.of(
                "parley.egress.internal-hosts",
                hosts,
                "parley.mcp-servers.max-per-tenant",
                "3",
                "parley.mcp-client.list-timeout",
                "PT2S");
    }

    @Override
    public void stop() {
        all.forEach(McpDouble::close);
        FREE.clear();
    }
}

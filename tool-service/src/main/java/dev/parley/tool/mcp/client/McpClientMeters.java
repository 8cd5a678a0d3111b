package dev.parley.tool.mcp.client;

import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/**
 * What is measured of conversations with MCP servers: how they ended and why, from closed sets.
 * Servers are no labels: tenants could make any number of them.
 */
final class McpClientMeters {

    private final MeterRegistry registry;

    McpClientMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What a server is asked. */
    enum Operation {
        LIST,
        CALL,
        LISTEN
    }

    /** Counts something that began at {@code start}, in {@link System#nanoTime()}. */
    <T> McpOutcome<T> ended(Operation operation, McpOutcome<T> outcome, long start) {
        Timer.builder("parley.mcp.client.requests")
                .description("What MCP servers were asked, with all that it took, by how it ended")
                .tag("operation", operation.name().toLowerCase(Locale.ROOT))
                .tag("outcome", name(outcome))
                .tag(
                        "reason",
                        outcome.why().map(Fault::reason).map(why -> why.code()).orElse("none"))
                .register(registry)
                .record(Duration.ofNanos(System.nanoTime() - start));
        return outcome;
    }

    private static String name(McpOutcome<?> outcome) {
        return switch (outcome) {
            case McpOutcome.Done<?> done -> "done";
            case McpOutcome.Undone<?> undone -> "undone";
            case McpOutcome.Lost<?> lost -> "lost";
        };
    }
}

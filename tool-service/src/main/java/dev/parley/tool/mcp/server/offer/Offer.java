package dev.parley.tool.mcp.server.offer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** All that is offered. */
@ApplicationScoped
public class Offer {

    private final Optional<McpTools> tools;
    private final Optional<McpResources> resources;
    private final Optional<McpPrompts> prompts;
    private final Optional<McpCompletions> completions;
    private final Optional<McpLogLevels> logLevels;
    private final Optional<McpChanges> changes;

    @Inject
    Offer(
            Instance<McpTools> tools,
            Instance<McpResources> resources,
            Instance<McpPrompts> prompts,
            Instance<McpCompletions> completions,
            Instance<McpLogLevels> logLevels,
            Instance<McpChanges> changes) {
        this.tools = only(tools);
        this.resources = only(resources);
        this.prompts = only(prompts);
        this.completions = only(completions);
        this.logLevels = only(logLevels);
        this.changes = only(changes);
    }

    public Optional<McpTools> tools() {
        return tools;
    }

    public Optional<McpResources> resources() {
        return resources;
    }

    public Optional<McpPrompts> prompts() {
        return prompts;
    }

    public Optional<McpCompletions> completions() {
        return completions;
    }

    public Optional<McpLogLevels> logLevels() {
        return logLevels;
    }

    public Optional<McpChanges> changes() {
        return changes;
    }

    /** What production offers, or what a test has put in its place. */
    private static <T> Optional<T> only(Instance<T> beans) {
        return beans.isResolvable() ? Optional.of(beans.get()) : Optional.empty();
    }
}

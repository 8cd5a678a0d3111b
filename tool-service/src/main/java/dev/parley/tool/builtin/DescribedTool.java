package dev.parley.tool.builtin;

import java.util.Optional;

/** How a tool that comes with Parley introduces itself. None of them has effects. */
public interface DescribedTool {

    /** Unique among all tools. */
    String name();

    /** What it does and when to use it, for a model to choose by. */
    String description();

    /** JSON Schema 2020-12 of its arguments. */
    String inputSchema();

    /** JSON Schema 2020-12 of its result, if it has one. */
    default Optional<String> outputSchema() {
        return Optional.empty();
    }
}

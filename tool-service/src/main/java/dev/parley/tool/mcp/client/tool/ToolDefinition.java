package dev.parley.tool.mcp.client.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A tool as its server defines it, found fit to be stored and shown to a model.
 *
 * @param name as the server calls it, 1 to 128 characters
 * @param inputSchema JSON Schema of its arguments, an object; refers to nothing but itself, and
 *     ends on every instance; see {@link PlainSchema}
 * @param outputSchema the same of its structured result
 * @param hints what the server says may happen; an object of booleans, none of which can be relied
 *     on
 */
public record ToolDefinition(
        String name,
        @Nullable String title,
        String description,
        ObjectNode inputSchema,
        @Nullable ObjectNode outputSchema,
        ObjectNode hints) {

    /** How much there is to keep of it, about. */
    long weight() {
        return description.length()
                + inputSchema.toString().length()
                + (outputSchema == null ? 0 : outputSchema.toString().length());
    }
}

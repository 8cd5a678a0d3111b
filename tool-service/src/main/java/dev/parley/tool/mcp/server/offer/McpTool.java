package dev.parley.tool.mcp.server.offer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A tool as clients see it.
 *
 * @param name 1 to 128 letters, digits, {@code _}, {@code -} and {@code .}
 * @param title for people
 * @param description what it does and when to use it, for a model to choose by
 * @param inputSchema JSON Schema 2020-12 of its arguments
 * @param outputSchema the same of its structured result
 * @param hints what may happen when it is called
 * @param patience whether a call may go on when its client no longer waits; not shown
 */
public record McpTool(
        String name,
        @Nullable String title,
        String description,
        ObjectNode inputSchema,
        @Nullable ObjectNode outputSchema,
        @JsonProperty("annotations") @Nullable Hints hints,
        @JsonIgnore Patience patience) {

    /**
     * Hints, none of which a client can rely on.
     *
     * @param readOnlyHint changes nothing
     * @param destructiveHint may destroy something
     * @param idempotentHint the second same call changes nothing more
     * @param openWorldHint reaches beyond this server
     */
    public record Hints(
            boolean readOnlyHint,
            boolean destructiveHint,
            boolean idempotentHint,
            boolean openWorldHint) {}

    /** What becomes of a call that takes long. */
    public enum Patience {
        /** The client waits for it. */
        WAITS,
        /** It becomes a task, if its client knows tasks and there are not too many. */
        MAY_BECOME_TASK,
        /** It is a task from the start; a client that knows no tasks cannot call it. */
        IS_TASK
    }

    /** A tool without extras. */
    public static McpTool of(
            String name, String description, ObjectNode inputSchema, Patience patience) {
        return new McpTool(name, null, description, inputSchema, null, null, patience);
    }
}

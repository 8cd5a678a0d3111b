package dev.parley.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of one run beyond its agent's configuration.
 *
 * @param instructions told to the model after the agent's own
 * @param clientTools tools that the caller executes: a call of one ends the run, and the caller
 *     comes back with its output
 * @param toolChoice which tools the model may or must call; its own choice if null
 * @param responseFormat {@code {"type": "json_object"}} or {@code {"type": "json_schema", "name",
 *     "schema"}}; text if null
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param maxOutputTokens how long a model's answer may get, 1 or more
 */
public record RunOptions(
        @Nullable String instructions,
        List<ClientTool> clientTools,
        @Nullable ToolChoice toolChoice,
        @Nullable JsonNode responseFormat,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maxOutputTokens) {

    /** Nothing beyond the agent's configuration. */
    public static final RunOptions NONE =
            new RunOptions(null, List.of(), null, null, null, null, null);

    public RunOptions {
        clientTools = clientTools == null ? List.of() : List.copyOf(clientTools);
    }

    /**
     * A tool that the caller executes.
     *
     * @param parameters a JSON Schema of the arguments, an object
     */
    public record ClientTool(String name, String description, JsonNode parameters) {}

    /**
     * How the model is to choose among tools.
     *
     * @param mode whether it may, must or must not call one
     * @param tool the one tool it must call, with {@link Mode#REQUIRED}; any if null
     */
    public record ToolChoice(Mode mode, @Nullable String tool) {

        /** What the model does about tools. */
        public enum Mode {
            AUTO,
            REQUIRED,
            NONE
        }
    }
}

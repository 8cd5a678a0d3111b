package dev.parley.tool.mcp.server.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client answered to an earlier {@link Outcome.InputRequired}.
 *
 * @param answers its results by the names under which they were asked for; some may be missing, and
 *     others may be there that nobody asked for
 * @param state what the call left for itself, unchanged
 */
public record Inputs(Map<String, JsonNode> answers, @Nullable String state) {

    /** Those of a first round. */
    public static final Inputs NONE = new Inputs(Map.of(), null);

    public Inputs {
        answers = Map.copyOf(answers);
    }

    /** Whether this is not the first round. */
    public boolean given() {
        return !answers.isEmpty() || state != null;
    }
}

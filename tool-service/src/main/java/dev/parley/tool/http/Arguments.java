package dev.parley.tool.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.tool.invocation.ToolFailure;

/**
 * What a call brings for the holes of a template.
 *
 * @param callId the call's id
 */
record Arguments(JsonNode values, String callId) {

    /** The name of the hole for the call's id. */
    static final String CALL_ID = "$call_id";

    /** What stands for a hole; missing if there is nothing, or null. */
    JsonNode at(String hole) {
        if (hole.equals(CALL_ID)) {
            return new TextNode(callId);
        }
        JsonNode value = values.at('/' + hole);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    /** A value as text. */
    static String text(String hole, JsonNode value) throws ToolFailure {
        if (value.isContainerNode()) {
            throw new ToolFailure(
                    "invalid-arguments",
                    "The argument " + hole + " must be text, a number or a truth value here.");
        }
        return value.asText();
    }
}

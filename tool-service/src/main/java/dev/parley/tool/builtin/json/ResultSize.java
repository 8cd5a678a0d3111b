package dev.parley.tool.builtin.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Measures a result before anybody writes it. It may hold the same part many times over, and so be
 * far larger in JSON than in memory; measuring ends where the limit is reached.
 */
final class ResultSize {

    private long left;
    private final int maxDepth;

    private ResultSize(long left, int maxDepth) {
        this.left = left;
        this.maxDepth = maxDepth;
    }

    /** Whether a result has about so many characters at most, and so many levels. */
    static boolean fits(JsonNode result, int maxChars, int maxDepth) {
        return new ResultSize(maxChars, maxDepth).take(result, 0);
    }

    private boolean take(JsonNode node, int depth) {
        if (depth > maxDepth) {
            return false;
        }
        left -= node.isContainerNode() ? 2 : node.asText().length() + 2L;
        for (JsonNode element : node) {
            if (left < 0 || !take(element, depth + 1)) {
                return false;
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            left -= field.getKey().length() + 3L;
        }
        return left >= 0;
    }
}

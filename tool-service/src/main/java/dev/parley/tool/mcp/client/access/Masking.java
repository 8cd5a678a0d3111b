package dev.parley.tool.mcp.client.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/**
 * Takes out of what a server says what it was shown of secrets: there are servers that repeat
 * requests, in error texts above all.
 */
public final class Masking {

    private static final String MASK = "[credential]";

    /** Anything shorter would be found in words. */
    private static final int SHORTEST = 6;

    private final List<String> secrets;

    /**
     * Looks for texts.
     *
     * @param traces the texts by which the secrets would be given away
     */
    public Masking(List<String> traces) {
        this.secrets = traces.stream().filter(trace -> trace.length() >= SHORTEST).toList();
    }

    /** The text without them. */
    public String text(String said) {
        String masked = said;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    /** The document without them. */
    public ObjectNode json(ObjectNode said) {
        return secrets.isEmpty() ? said : object(said);
    }

    private ObjectNode object(ObjectNode said) {
        ObjectNode masked = said.objectNode();
        for (Map.Entry<String, JsonNode> field : said.properties()) {
            masked.set(text(field.getKey()), any(field.getValue()));
        }
        return masked;
    }

    private JsonNode any(JsonNode said) {
        return switch (said) {
            case TextNode text -> TextNode.valueOf(text(text.textValue()));
            case ObjectNode object -> object(object);
            case ArrayNode array -> {
                ArrayNode masked = array.arrayNode(array.size());
                array.forEach(item -> masked.add(any(item)));
                yield masked;
            }
            default -> said;
        };
    }
}

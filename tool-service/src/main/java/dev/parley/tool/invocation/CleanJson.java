package dev.parley.tool.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.platform.json.TextPolicy;

/** JSON from outside, without what cannot be stored. Nobody can be asked to mend it. */
public final class CleanJson {

    private CleanJson() {}

    /** The same document with texts and names that {@link TextPolicy} takes. */
    public static JsonNode of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> object(value);
            case ARRAY -> array(value);
            case STRING -> new TextNode(TextPolicy.sanitise(value.textValue()));
            default -> value;
        };
    }

    private static ObjectNode object(JsonNode value) {
        ObjectNode clean = JsonNodeFactory.instance.objectNode();
        value.properties()
                .forEach(field ->
                        clean.set(TextPolicy.sanitise(field.getKey()), of(field.getValue())));
        return clean;
    }

    private static ArrayNode array(JsonNode value) {
        ArrayNode clean = JsonNodeFactory.instance.arrayNode(value.size());
        value.forEach(element -> clean.add(of(element)));
        return clean;
    }
}

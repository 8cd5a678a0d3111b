package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Completes values that must be there although nobody said what they are: the plainest ones that
 * the schema allows.
 */
public final class Placeholders {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, String> FORMATS =
            Map.of(
                    "date", "1970-01-01",
                    "time", "00:00:00Z",
                    "date-time", "1970-01-01T00:00:00Z",
                    "email", "unknown@example.invalid",
                    "uri", "https://example.invalid/",
                    "uuid", "00000000-0000-0000-0000-000000000000");
    private static final int DEEPEST = 8;

    private Placeholders() {}

    /**
     * A copy of the object in which every required value is there; free text becomes the given one.
     */
    public static ObjectNode complete(JsonNode schema, ObjectNode values, String text) {
        return complete(Schema.of(schema), values, text, 0);
    }

    private static ObjectNode complete(Schema schema, ObjectNode values, String text, int depth) {
        ObjectNode whole = JSON.objectNode();
        for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
            JsonNode value = values.path(property.getKey());
            Schema type = property.getValue();
            boolean required = schema.required().contains(property.getKey());
            if (value instanceof ObjectNode object && depth < DEEPEST) {
                whole.set(property.getKey(), complete(type, object, text, depth + 1));
            } else if (!value.isMissingNode()) {
                whole.set(property.getKey(), value);
            } else if (required) {
                whole.set(property.getKey(), plainest(type, text, depth));
            }
        }
        return whole;
    }

    private static JsonNode plainest(Schema schema, String text, int depth) {
        List<JsonNode> choices = schema.choices();
        if (!choices.isEmpty()) {
            return choices.getFirst();
        }
        return switch (schema.type()) {
            case STRING -> JSON.textNode(text(schema, text));
            case INTEGER -> JSON.numberNode(number(schema.node()));
            case NUMBER -> JSON.numberNode(number(schema.node()));
            case BOOLEAN -> JSON.booleanNode(false);
            case ARRAY -> array(schema, text, depth);
            case OBJECT -> complete(schema, JSON.objectNode(), text, depth + 1);
        };
    }

    private static int number(JsonNode schema) {
        int least = schema.path("minimum").asInt(Math.min(0, schema.path("maximum").asInt(0)));
        return schema.has("exclusiveMinimum") ? schema.path("exclusiveMinimum").asInt() + 1 : least;
    }

    private static String text(Schema schema, String text) {
        String format = FORMATS.get(schema.format());
        if (format != null) {
            return format;
        }
        int longest = schema.node().path("maxLength").asInt(Integer.MAX_VALUE);
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static ArrayNode array(Schema schema, String text, int depth) {
        ArrayNode array = JSON.arrayNode();
        int fewest = depth < DEEPEST ? Math.min(schema.node().path("minItems").asInt(0), 10) : 0;
        for (int i = 0; i < fewest; i++) {
            array.add(plainest(schema.items(), text, depth + 1));
        }
        return array;
    }
}

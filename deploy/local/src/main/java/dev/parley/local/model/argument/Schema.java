package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON schema as far as filling it in needs: local references resolved, {@code allOf} merged, of
 * {@code anyOf} and {@code oneOf} the first that isn't null.
 */
public record Schema(JsonNode node, JsonNode root) {

    /** The kind of value that a schema asks for; without any word on it, text. */
    public enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        ARRAY,
        OBJECT
    }

    private static final int DEEPEST = 8;
    private static final Map<String, Type> TYPES =
            Map.of(
                    "string",
                    Type.STRING,
                    "integer",
                    Type.INTEGER,
                    "number",
                    Type.NUMBER,
                    "boolean",
                    Type.BOOLEAN,
                    "array",
                    Type.ARRAY,
                    "object",
                    Type.OBJECT);

    public static Schema of(JsonNode root) {
        return new Schema(resolve(root, root, 0), root);
    }

    private Schema sub(JsonNode child) {
        return new Schema(resolve(child, root, 0), root);
    }

    public Type type() {
        JsonNode type = node.path("type");
        for (JsonNode name : type.isArray() ? type : List.of(type)) {
            Type known = TYPES.get(name.asText());
            if (known != null) {
                return known;
            }
        }
        return guessed();
    }

    private Type guessed() {
        if (node.has("properties")) {
            return Type.OBJECT;
        }
        if (node.has("items")) {
            return Type.ARRAY;
        }
        boolean numbers = !choices().isEmpty() && choices().getFirst().isNumber();
        return numbers || node.has("minimum") || node.has("maximum") ? Type.NUMBER : Type.STRING;
    }

    public String description() {
        return node.path("description").asText("") + " " + node.path("title").asText("");
    }

    /** The values of {@code enum} or {@code const}, null left out; empty when anything goes. */
    public List<JsonNode> choices() {
        List<JsonNode> choices = new ArrayList<>();
        JsonNode listed = node.has("const") ? node.path("const") : node.path("enum");
        (listed.isArray() ? listed : List.of(listed))
                .forEach(choice -> {
                    if (!choice.isNull() && !choice.isMissingNode()) {
                        choices.add(choice);
                    }
                });
        return choices;
    }

    public Map<String, Schema> properties() {
        Map<String, Schema> properties = new LinkedHashMap<>();
        node.path("properties")
                .properties()
                .forEach(it -> properties.put(it.getKey(), sub(it.getValue())));
        return properties;
    }

    public Set<String> required() {
        Set<String> required = new HashSet<>();
        node.path("required").forEach(name -> required.add(name.asText()));
        return required;
    }

    public Schema items() {
        return sub(node.path("items"));
    }

    public String format() {
        return node.path("format").asText("");
    }

    private static JsonNode resolve(JsonNode node, JsonNode root, int depth) {
        if (depth > DEEPEST) {
            return node;
        }
        String reference = node.path("$ref").asText("");
        if (reference.startsWith("#/")) {
            return resolve(root.at(reference.substring(1)), root, depth + 1);
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            for (JsonNode option : node.path(keyword)) {
                if (!option.path("type").asText().equals("null")) {
                    return merged(node, resolve(option, root, depth + 1));
                }
            }
        }
        JsonNode all = node;
        for (JsonNode part : node.path("allOf")) {
            all = merged(all, resolve(part, root, depth + 1));
        }
        return all;
    }

    private static JsonNode merged(JsonNode outer, JsonNode inner) {
        if (!(outer instanceof ObjectNode object) || !(inner instanceof ObjectNode addition)) {
            return outer;
        }
        ObjectNode merged = object.deepCopy();
        merged.remove(List.of("anyOf", "oneOf", "allOf"));
        addition.properties().forEach(entry -> mergeOne(merged, entry));
        return merged;
    }

    private static void mergeOne(ObjectNode target, Map.Entry<String, JsonNode> entry) {
        JsonNode present = target.path(entry.getKey());
        if (present instanceof ObjectNode left && entry.getValue() instanceof ObjectNode right) {
            left.setAll(right);
        } else if (present.isMissingNode()) {
            target.set(entry.getKey(), entry.getValue());
        }
    }
}

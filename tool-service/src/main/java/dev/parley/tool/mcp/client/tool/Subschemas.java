package dev.parley.tool.mcp.client.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything in a JSON Schema (2020-12, with the words of earlier drafts) that is a schema itself,
 * as opposed to data such as defaults and examples.
 */
final class Subschemas {

    /** Words besides {@code properties} that hold schemas. */
    private static final Set<String> WORDS =
            Set.of(
                    "allOf",
                    "anyOf",
                    "oneOf",
                    "not",
                    "if",
                    "then",
                    "else",
                    "dependentSchemas",
                    "$defs",
                    "definitions",
                    "items",
                    "prefixItems",
                    "additionalItems",
                    "contains",
                    "unevaluatedItems",
                    "additionalProperties",
                    "unevaluatedProperties",
                    "propertyNames",
                    "patternProperties",
                    "contentSchema");

    private static final Set<String> BY_NAME =
            Set.of("patternProperties", "dependentSchemas", "$defs", "definitions");

    private Subschemas() {}

    /**
     * A schema within a schema.
     *
     * @param argument the way to the argument that it describes, if it is always that one
     */
    record Place(ObjectNode schema, Optional<List<String>> argument) {}

    /** All of them, the whole first. The schema is no deeper than recursion can go. */
    static List<Place> of(ObjectNode whole) {
        List<Place> places = new ArrayList<>();
        collect(whole, Optional.of(List.of()), places);
        return places;
    }

    private static void collect(
            ObjectNode schema, Optional<List<String>> argument, List<Place> places) {
        places.add(new Place(schema, argument));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (property.getValue() instanceof ObjectNode described) {
                collect(described, argument.map(way -> further(way, property.getKey())), places);
            }
        }
        WORDS.stream()
                .flatMap(word -> schemas(schema, word))
                .forEach(part -> collect(part, Optional.empty(), places));
    }

    private static Stream<ObjectNode> schemas(ObjectNode schema, String word) {
        JsonNode value = schema.path(word);
        Stream<JsonNode> found =
                switch (value) {
                    case ArrayNode list -> list.valueStream();
                    case ObjectNode named when BY_NAME.contains(word) -> named.valueStream();
                    default -> Stream.of(value);
                };
        return found.filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    private static List<String> further(List<String> way, String name) {
        return Stream.concat(way.stream(), Stream.of(name)).toList();
    }
}

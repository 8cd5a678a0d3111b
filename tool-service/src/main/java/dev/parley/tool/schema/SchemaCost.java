package dev.parley.tool.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How much work a schema can make of a single value in the worst case. Subschemas for the same
 * value multiply where they refer to one another, and along the nesting of the value: ten lines of
 * schema can ask for 2^60 comparisons. Counted are the subschemas that one value can meet, by how
 * deep it stands, with references followed; from a depth on that is too many, and values that are
 * nested deeper are refused before they are compared.
 */
final class SchemaCost {

    private static final double LIMIT = 100_000;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_FOR_ONE_VALUE = 200;

    private final Function<String, JsonNode> references;
    private final Map<JsonNode, Map<JsonNode, Double>> closures = new IdentityHashMap<>();

    /**
     * @param references the subschema that a local reference names
     */
    SchemaCost(Function<String, JsonNode> references) {
        this.references = references;
    }

    /**
     * How deeply a value may be nested, from 0 for one without children to 64.
     *
     * @return -1 if even a value without children would be too much
     * @throws SchemaRefused if a schema refers to itself for the same value, or to too many others
     */
    int deepestValue(JsonNode root) throws SchemaRefused {
        Map<JsonNode, Double> level = new IdentityHashMap<>();
        level.put(root, 1.0);
        for (int depth = 0; depth <= MAX_DEPTH; depth++) {
            Map<JsonNode, Double> met = forSameValue(level);
            if (total(met) > LIMIT) {
                return depth - 1;
            }
            level = heaviestChild(met);
        }
        return MAX_DEPTH;
    }

    private Map<JsonNode, Double> forSameValue(Map<JsonNode, Double> level) throws SchemaRefused {
        Map<JsonNode, Double> met = new IdentityHashMap<>();
        for (Map.Entry<JsonNode, Double> schema : level.entrySet()) {
            addAll(met, closure(schema.getKey(), identitySet()), schema.getValue());
        }
        return met;
    }

    /** A schema and all that it applies to the same value, each with how often. */
    private Map<JsonNode, Double> closure(JsonNode schema, Set<JsonNode> above)
            throws SchemaRefused {
        Map<JsonNode, Double> known = closures.get(schema);
        if (known != null) {
            return known;
        }
        if (!above.add(schema)) {
            throw new SchemaRefused("", "refers to itself for the same value, without end");
        }
        Map<JsonNode, Double> all = new IdentityHashMap<>();
        all.put(schema, 1.0);
        for (SchemaWalk.Sub sub : SchemaWalk.of(schema)) {
            if (sub.target() instanceof SchemaWalk.Target.Same) {
                addAll(all, closure(sub.schema(), above), 1);
            }
        }
        if (schema.path("$ref").isTextual()) {
            addAll(all, closure(references.apply(schema.path("$ref").textValue()), above), 1);
        }
        above.remove(schema);
        if (all.size() > MAX_FOR_ONE_VALUE) {
            throw new SchemaRefused(
                    "", "holds more than " + MAX_FOR_ONE_VALUE + " subschemas for one value");
        }
        closures.put(schema, all);
        return all;
    }

    /** What the child meets that meets most: the one behind some property, or any other. */
    private static Map<JsonNode, Double> heaviestChild(Map<JsonNode, Double> met) {
        Map<JsonNode, Double> everywhere = new IdentityHashMap<>();
        Map<String, Map<JsonNode, Double>> byProperty = new HashMap<>();
        met.forEach((schema, times) -> {
            for (SchemaWalk.Sub sub : SchemaWalk.of(schema)) {
                switch (sub.target()) {
                    case SchemaWalk.Target.Property(String name) ->
                            byProperty
                                    .computeIfAbsent(name, _ -> new IdentityHashMap<>())
                                    .merge(sub.schema(), times, Double::sum);
                    case SchemaWalk.Target.Child _ ->
                            everywhere.merge(sub.schema(), times, Double::sum);
                    case SchemaWalk.Target.Same _, SchemaWalk.Target.Nothing _ -> {
                        // Met already, or not applied here.
                    }
                }
            }
        });
        Map<JsonNode, Double> heaviest = new IdentityHashMap<>();
        byProperty
                .values()
                .forEach(one ->
                        one.forEach((schema, times) -> heaviest.merge(schema, times, Math::max)));
        addAll(heaviest, everywhere, 1);
        return heaviest;
    }

    private static Set<JsonNode> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static void addAll(
            Map<JsonNode, Double> sums, Map<JsonNode, Double> more, double factor) {
        more.forEach((schema, times) -> sums.merge(schema, times * factor, Double::sum));
    }

    private static double total(Map<JsonNode, Double> met) {
        return met.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}

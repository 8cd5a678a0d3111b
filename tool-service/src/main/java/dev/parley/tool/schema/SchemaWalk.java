package dev.parley.tool.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the subschemas of a schema stand (JSON Schema 2020-12, "Core", chapter 10), and what each
 * is applied to.
 */
final class SchemaWalk {

    /** Those that look at the same value as the schema they stand in. */
    private static final Set<String> SAME_VALUE = Set.of("not", "if", "then", "else");

    private static final Set<String> SAME_VALUE_LISTS = Set.of("allOf", "anyOf", "oneOf");
    private static final Set<String> EVERY_CHILD =
            Set.of(
                    "items",
                    "contains",
                    "unevaluatedItems",
                    "additionalProperties",
                    "unevaluatedProperties",
                    "propertyNames");
    private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");

    private SchemaWalk() {}

    /** What a subschema looks at. */
    sealed interface Target {

        /** The same value. */
        record Same() implements Target {}

        /** The property of this name. */
        record Property(String name) implements Target {}

        /** Any child. */
        record Child() implements Target {}

        /** Nothing, unless somebody refers to it. */
        record Nothing() implements Target {}
    }

    /** A subschema and where it stands within its parent. */
    record Sub(String pointer, JsonNode schema, Target target) {}

    /** The subschemas that stand directly in a schema; references are not followed. */
    static List<Sub> of(JsonNode schema) {
        List<Sub> found = new ArrayList<>();
        schema.properties().forEach(keyword -> add(keyword, found));
        return found;
    }

    private static void add(Map.Entry<String, JsonNode> keyword, List<Sub> found) {
        String name = keyword.getKey();
        JsonNode value = keyword.getValue();
        if (SAME_VALUE.contains(name)) {
            found.add(new Sub('/' + name, value, new Target.Same()));
        } else if (SAME_VALUE_LISTS.contains(name)) {
            addEach(name, value, new Target.Same(), found);
        } else if (name.equals("dependentSchemas")) {
            addNamed(name, value, new Target.Same(), found);
        } else if (EVERY_CHILD.contains(name)) {
            found.add(new Sub('/' + name, value, new Target.Child()));
        } else if (name.equals("prefixItems")) {
            addEach(name, value, new Target.Child(), found);
        } else if (name.equals("patternProperties")) {
            addNamed(name, value, new Target.Child(), found);
        } else if (name.equals("properties")) {
            addNamed(name, value, null, found);
        } else if (DEFINITIONS.contains(name)) {
            addNamed(name, value, new Target.Nothing(), found);
        }
    }

    private static void addEach(String name, JsonNode list, Target target, List<Sub> found) {
        for (int i = 0; i < list.size(); i++) {
            found.add(new Sub('/' + name + '/' + i, list.get(i), target));
        }
    }

    private static void addNamed(
            String name, JsonNode map, @Nullable Target target, List<Sub> found) {
        map.properties()
                .forEach(entry ->
                        found.add(
                                new Sub(
                                        '/' + name + '/' + escaped(entry.getKey()),
                                        entry.getValue(),
                                        target == null
                                                ? new Target.Property(entry.getKey())
                                                : target)));
    }

    /** The patterns that a schema holds, each with its place. */
    static Stream<Map.Entry<String, String>> patterns(JsonNode schema) {
        Stream<Map.Entry<String, String>> own =
                schema.path("pattern").isTextual()
                        ? Stream.of(Map.entry("/pattern", schema.path("pattern").textValue()))
                        : Stream.empty();
        Stream<Map.Entry<String, String>> ofNames =
                schema.path("patternProperties").properties().stream()
                        .map(entry ->
                                Map.entry(
                                        "/patternProperties/" + escaped(entry.getKey()),
                                        entry.getKey()));
        return Stream.concat(own, ofNames);
    }

    /** A name as a token of a JSON Pointer (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

package dev.parley.tool.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes JSON Schema 2020-12 of the schemas of one operation: what they refer to comes along as
 * {@code $defs}, and the dialect of OpenAPI 3.0 is translated.
 */
final class Schemas {

    /** How many nodes the schemas of an operation may have in all. */
    private static final int MAX_NODES = 5_000;

    private static final int MAX_DEPTH = 60;

    /** What says nothing of which values fit. */
    private static final Set<String> DROPPED =
            Set.of("example", "xml", "externalDocs", "discriminator", "$schema", "$id", "$anchor");

    /** Whose values are names of schemas and not keywords. */
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    /** Whose values are data and not schemas. */
    private static final Set<String> DATA =
            Set.of("enum", "const", "default", "examples", "required", "type");

    private final Document document;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();
    private int nodes;

    Schemas(Document document) {
        this.document = document;
    }

    /** The schema in its new dialect. */
    JsonNode of(JsonNode schema) throws Unusable {
        return convert(schema, 0);
    }

    /** What the schemas made so far refer to. */
    ObjectNode definitions() {
        return definitions;
    }

    private JsonNode convert(JsonNode schema, int depth) throws Unusable {
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new Unusable("its schemas are too large");
        }
        if (!schema.isObject()) {
            return schema.isBoolean() ? schema : JsonNodeFactory.instance.objectNode();
        }
        ObjectNode converted = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            add(converted, keyword.getKey(), keyword.getValue(), depth);
        }
        return document.isOld() ? modern(converted) : converted;
    }

    private void add(ObjectNode converted, String keyword, JsonNode value, int depth)
            throws Unusable {
        if (DROPPED.contains(keyword) || keyword.startsWith("x-")) {
            return;
        }
        if (keyword.equals("$ref")) {
            converted.put("$ref", "#/$defs/" + definition(value.asText()));
        } else if (DATA.contains(keyword)) {
            converted.set(keyword, value);
        } else if (MAPS.contains(keyword)) {
            ObjectNode map = converted.putObject(keyword);
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                map.set(entry.getKey(), convert(entry.getValue(), depth + 1));
            }
        } else if (value.isObject()) {
            converted.set(keyword, convert(value, depth + 1));
        } else if (value.isArray()) {
            ArrayNode list = converted.putArray(keyword);
            for (JsonNode item : value) {
                list.add(item.isContainerNode() ? convert(item, depth + 1) : item);
            }
        } else {
            converted.set(keyword, value);
        }
    }

    /** The name that what is referred to has among the definitions. */
    private String definition(String reference) throws Unusable {
        String known = names.get(reference);
        if (known != null) {
            return known;
        }
        String last = reference.substring(reference.lastIndexOf('/') + 1);
        String name = last.replaceAll("[^A-Za-z0-9_-]", "_");
        while (names.containsValue(name)) {
            name += "_";
        }
        // Before it is converted: it may refer to itself.
        names.put(reference, name);
        definitions.set(name, convert(document.at(reference), 0));
        return name;
    }

    private static JsonNode modern(ObjectNode schema) {
        bound(schema, "exclusiveMinimum", "minimum");
        bound(schema, "exclusiveMaximum", "maximum");
        JsonNode nullable = schema.remove("nullable");
        return nullable != null && nullable.asBoolean() ? orNull(schema) : schema;
    }

    /** In 3.0 these are flags of the bound. */
    private static void bound(ObjectNode schema, String exclusive, String bound) {
        if (!schema.path(exclusive).isBoolean()) {
            return;
        }
        boolean excluded = schema.remove(exclusive).asBoolean();
        if (excluded && schema.has(bound)) {
            schema.set(exclusive, schema.remove(bound));
        }
    }

    private static JsonNode orNull(ObjectNode schema) {
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }
}

package dev.parley.tool.mcp.client.tool;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Whether a schema is safe to be stored, shown and validated with: not too large or deep, without
 * references to elsewhere, which somebody would have to fetch, and without a loop in which a
 * validator would never come to an end. Recursion into parts of an instance is fine: that ends with
 * the instance. Pure.
 */
final class SchemaCheck {

    private static final int MAX_DEPTH = 32;
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

    private SchemaCheck() {}

    /**
     * Refuses a schema.
     *
     * @param maxBytes how large it may be
     */
    static void require(ObjectNode schema, int maxBytes) throws Unfit {
        requireShallow(schema, MAX_DEPTH);
        if (schema.toString().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new Unfit("Its schema is larger than " + maxBytes + " bytes.");
        }
        requireEnd(leadsTo(schema, Subschemas.of(schema)));
    }

    /** From each schema to all those that are about the same instance. */
    private static IdentityHashMap<JsonNode, List<JsonNode>> leadsTo(
            ObjectNode whole, List<Subschemas.Place> places) throws Unfit {
        IdentityHashMap<JsonNode, List<JsonNode>> leadsTo = new IdentityHashMap<>();
        for (Subschemas.Place place : places) {
            List<JsonNode> next = new ArrayList<>(place.inPlace());
            for (String word : REFERENCES) {
                if (place.schema().has(word)) {
                    next.add(target(whole, places, place.schema().path(word)));
                }
            }
            leadsTo.put(place.schema(), next);
        }
        for (List<JsonNode> targets : leadsTo.values()) {
            if (!leadsTo.keySet().containsAll(targets)) {
                throw new Unfit("Its schema refers to something that is no schema within it.");
            }
        }
        return leadsTo;
    }

    private static void requireShallow(JsonNode node, int left) throws Unfit {
        if (left == 0) {
            throw new Unfit("Its schema is nested deeper than " + MAX_DEPTH + " levels.");
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                requireShallow(child, left - 1);
            }
        }
    }

    private static JsonNode target(
            ObjectNode whole, List<Subschemas.Place> places, JsonNode reference) throws Unfit {
        String text = reference.textValue();
        if (text == null || !text.startsWith("#")) {
            throw new Unfit("Its schema refers to something outside of itself.");
        }
        if (text.length() == 1) {
            return whole;
        }
        return text.startsWith("#/")
                ? pointed(whole, text.substring(1))
                : anchored(places, text.substring(1));
    }

    private static JsonNode pointed(ObjectNode whole, String pointer) throws Unfit {
        try {
            return whole.at(
                    JsonPointer.compile(
                            URLDecoder.decode(
                                    pointer.replace("+", "%2B"), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException malformed) {
            throw new Unfit("Its schema has a reference that cannot be read.");
        }
    }

    private static JsonNode anchored(List<Subschemas.Place> places, String anchor) {
        return places.stream()
                .map(Subschemas.Place::schema)
                .filter(schema ->
                        anchor.equals(schema.path("$anchor").textValue())
                                || anchor.equals(schema.path("$dynamicAnchor").textValue()))
                .findFirst()
                .map(JsonNode.class::cast)
                .orElseGet(MissingNode::getInstance);
    }

    /** Takes away what leads nowhere, again and again; what is left leads in circles. */
    private static void requireEnd(IdentityHashMap<JsonNode, List<JsonNode>> leadsTo) throws Unfit {
        IdentityHashMap<JsonNode, Integer> open = new IdentityHashMap<>();
        IdentityHashMap<JsonNode, List<JsonNode>> comesFrom = new IdentityHashMap<>();
        Deque<JsonNode> ended = new ArrayDeque<>();
        leadsTo.forEach((schema, next) -> {
            open.put(schema, next.size());
            next.forEach(target ->
                    comesFrom.computeIfAbsent(target, first -> new ArrayList<>()).add(schema));
            if (next.isEmpty()) {
                ended.add(schema);
            }
        });
        int left = leadsTo.size();
        for (JsonNode schema = ended.poll(); schema != null; schema = ended.poll()) {
            left--;
            for (JsonNode before : comesFrom.getOrDefault(schema, List.of())) {
                if (open.merge(before, -1, Integer::sum) == 0) {
                    ended.add(before);
                }
            }
        }
        if (left > 0) {
            throw new Unfit("Its schema refers to itself in a circle without an end.");
        }
    }
}

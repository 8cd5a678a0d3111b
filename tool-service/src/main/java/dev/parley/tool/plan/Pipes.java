package dev.parley.tool.plan;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where the results of calls go into the arguments of others (JSON Pointer: RFC 6901). */
final class Pipes {

    private static final String FROM = "$from";
    private static final String AT = "at";

    private Pipes() {}

    /** A pipe that cannot be; the message says why, and where. */
    static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;

        private final String pointer;

        Broken(String pointer, String message) {
            super(message, null, false, false);
            this.pointer = pointer;
        }

        /** Within the arguments. */
        String pointer() {
            return pointer;
        }
    }

    /** The calls whose results go into these arguments. */
    static Set<String> sources(JsonNode arguments) throws Broken {
        Set<String> sources = new TreeSet<>();
        collect(arguments, "", sources);
        return sources;
    }

    private static void collect(JsonNode value, String pointer, Set<String> sources) throws Broken {
        if (isPipe(value)) {
            check((ObjectNode) value, pointer);
            sources.add(value.get(FROM).asText());
            return;
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                String name = field.getKey().replace("~", "~0").replace("/", "~1");
                collect(field.getValue(), pointer + '/' + name, sources);
            }
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            collect(value.get(i), pointer + '/' + i, sources);
        }
    }

    private static boolean isPipe(JsonNode value) {
        return value.isObject() && value.has(FROM);
    }

    private static void check(ObjectNode pipe, String pointer) throws Broken {
        boolean knownOnly = pipe.size() == (pipe.has(AT) ? 2 : 1);
        if (!pipe.get(FROM).isTextual()
                || !knownOnly
                || pipe.has(AT) && !pipe.get(AT).isTextual()) {
            throw new Broken(
                    pointer,
                    "must be {\"$from\": \"<id of a call>\", \"at\": \"<JSON Pointer into its result>\"}");
        }
        try {
            JsonPointer.compile(pipe.path(AT).asText());
        } catch (IllegalArgumentException e) {
            throw new Broken(pointer + "/at", "must be a JSON Pointer, such as \"/items/0/id\"");
        }
    }

    /** The arguments with the results in their places. */
    static JsonNode fill(JsonNode arguments, Map<String, JsonNode> results) throws Broken {
        return fill(arguments, "", results);
    }

    private static JsonNode fill(JsonNode value, String pointer, Map<String, JsonNode> results)
            throws Broken {
        if (isPipe(value)) {
            return taken((ObjectNode) value, pointer, results);
        }
        if (value.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                filled.set(
                        field.getKey(),
                        fill(field.getValue(), pointer + '/' + field.getKey(), results));
            }
            return filled;
        }
        if (value.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                filled.add(fill(value.get(i), pointer + '/' + i, results));
            }
            return filled;
        }
        return value;
    }

    private static JsonNode taken(ObjectNode pipe, String pointer, Map<String, JsonNode> results)
            throws Broken {
        String source = pipe.get(FROM).asText();
        String at = pipe.path(AT).asText();
        JsonNode result = results.get(source);
        JsonNode found = result == null ? null : result.at(at);
        if (found == null || found.isMissingNode()) {
            throw new Broken(
                    pointer, "takes " + at + " of the result of " + source + ", which has none");
        }
        return found;
    }
}

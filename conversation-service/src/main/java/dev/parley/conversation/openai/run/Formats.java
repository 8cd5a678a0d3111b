package dev.parley.conversation.openai.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** Reads the form that an answer is to have. */
public final class Formats {

    private static final int MAX_CHARS = 128 << 10;

    private Formats() {}

    /**
     * The form as runs take it; null for text.
     *
     * @param nested whether a schema stands in a field {@code json_schema}, as chat completions
     *     have it
     */
    public static @Nullable JsonNode read(
            @Nullable JsonNode format, String pointer, boolean nested) {
        if (format == null || format.isNull() || format.isMissingNode()) {
            return null;
        }
        return switch (format.path("type").asText()) {
            case "text" -> null;
            case "json_object" -> JsonNodeFactory.instance.objectNode().put("type", "json_object");
            case "json_schema" ->
                    nested
                            ? schema(format.path("json_schema"), pointer + "/json_schema")
                            : schema(format, pointer);
            default ->
                    throw Invalid.value(
                            pointer + "/type", "must be text, json_object or json_schema");
        };
    }

    private static JsonNode schema(JsonNode format, String pointer) {
        JsonNode schema = format.path("schema");
        if (!schema.isObject() || schema.toString().length() > MAX_CHARS) {
            throw Invalid.value(pointer + "/schema", "must be a JSON Schema of at most 128 KiB");
        }
        JsonNode name = format.path("name");
        if (!name.isTextual() && !name.isMissingNode() && !name.isNull()) {
            throw Invalid.value(pointer + "/name", "must be a text");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "json_schema")
                .put("name", name.asText("answer"))
                .set("schema", schema);
    }
}

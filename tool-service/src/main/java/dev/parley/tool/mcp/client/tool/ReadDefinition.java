package dev.parley.tool.mcp.client.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.limit.McpClientConfig;
import dev.parley.tool.schema.JsonSchemas;
import dev.parley.tool.schema.SchemaRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tool's definition, or says why it is not taken: what is taken can be stored, shown to a
 * model, and its arguments be checked by {@link JsonSchemas}.
 */
final class ReadDefinition {

    private static final int MAX_NAME = 128;
    private static final int MAX_TITLE = 256;
    private static final List<String> HINTS =
            List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

    /** Deeper, a schema is not even looked at. */
    private static final int MAX_DEPTH = 64;

    private final McpClientConfig config;
    private final JsonSchemas schemas = new JsonSchemas();

    ReadDefinition(McpClientConfig config) {
        this.config = config;
    }

    ToolDefinition read(JsonNode tool) throws Unfit {
        String name = name(tool);
        String description = text(tool, "description");
        if (description != null && description.length() > config.maxDescription()) {
            throw new Unfit(
                    "Its description is longer than " + config.maxDescription() + " characters.");
        }
        String title = text(tool, "title");
        return new ToolDefinition(
                name,
                title == null || title.length() > MAX_TITLE ? null : title,
                description == null ? "" : description,
                inputSchema(tool.path("inputSchema")),
                outputSchema(tool.path("outputSchema")),
                hints(tool.path("annotations")));
    }

    private static String name(JsonNode tool) throws Unfit {
        String name = tool.path("name").textValue();
        if (name == null || name.isEmpty() || name.length() > MAX_NAME) {
            throw new Unfit("Its name is no text of 1 to " + MAX_NAME + " characters.");
        }
        if (!name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl)) {
            throw new Unfit("Its name begins or ends with a space, or holds a control character.");
        }
        return name;
    }

    private static @Nullable String text(JsonNode tool, String field) throws Unfit {
        JsonNode value = tool.path(field);
        if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
            throw new Unfit("Its " + field + " is no text.");
        }
        return value.textValue();
    }

    private ObjectNode inputSchema(JsonNode schema) throws Unfit {
        if (!(schema instanceof ObjectNode object)
                || !object.path("type").asText().equals("object")) {
            throw new Unfit("It has no schema of an object for its arguments.");
        }
        require(object, "The schema of its arguments");
        ArgumentMarks.require(object);
        return object;
    }

    private @Nullable ObjectNode outputSchema(JsonNode schema) throws Unfit {
        if (schema.isMissingNode() || schema.isNull()) {
            return null;
        }
        if (!(schema instanceof ObjectNode object)) {
            throw new Unfit("The schema of its result is none.");
        }
        require(object, "The schema of its result");
        return object;
    }

    private void require(ObjectNode schema, String what) throws Unfit {
        if (isDeeper(schema, MAX_DEPTH)) {
            throw new Unfit(what + " is nested very deep.");
        }
        try {
            schemas.read(PlainSchema.of(schema));
        } catch (SchemaRefused e) {
            String place = e.pointer().isEmpty() ? "" : " at " + e.pointer();
            throw new Unfit(what + place + ' ' + e.reason() + '.');
        }
    }

    private static boolean isDeeper(JsonNode node, int levels) {
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : node) {
            if (child.isContainerNode() && isDeeper(child, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode hints(JsonNode annotations) {
        ObjectNode hints = JsonNodeFactory.instance.objectNode();
        for (String hint : HINTS) {
            if (annotations.path(hint).isBoolean()) {
                hints.set(hint, annotations.path(hint));
            }
        }
        return hints;
    }
}

package dev.parley.tool.mcp.client.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.limit.McpClientConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a tool's definition, or says why it is not taken. Pure. */
final class ReadDefinition {

    private static final int MAX_NAME = 128;
    private static final int MAX_TITLE = 256;
    private static final List<String> HINTS =
            List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

    private final McpClientConfig config;

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
        SchemaCheck.require(object, config.maxSchemaBytes());
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
        SchemaCheck.require(object, config.maxSchemaBytes());
        return object;
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

package dev.parley.conversation.openai.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.contracts.event.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code tools} and {@code tool_choice}. Only functions are taken, which the client executes;
 * what an agent can do by itself is its designer's choice.
 */
public enum ClientTools {
    /** Chat completions: the function stands in a field of its own. */
    NESTED,
    /** Responses: the function's fields stand beside the type. */
    FLAT;

    private static final int MAX_TOOLS = 128;
    private static final int MAX_CHARS = 256 << 10;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    /** The tools, none for null. */
    public List<RunOptions.ClientTool> read(@Nullable JsonNode tools) {
        if (tools == null || tools.isNull()) {
            return List.of();
        }
        if (!tools.isArray() || tools.size() > MAX_TOOLS || tools.toString().length() > MAX_CHARS) {
            throw Invalid.value("/tools", "must be a list of at most 128 tools and 256 KiB");
        }
        List<RunOptions.ClientTool> found = new ArrayList<>();
        for (int i = 0; i < tools.size(); i++) {
            found.add(tool(tools.get(i), "/tools/" + i));
        }
        return found;
    }

    private RunOptions.ClientTool tool(JsonNode tool, String pointer) {
        if (!tool.path("type").asText().equals("function")) {
            throw Invalid.value(
                    pointer + "/type", "must be \"function\": of other kinds there are none");
        }
        JsonNode function = this == NESTED ? tool.path("function") : tool;
        String at = this == NESTED ? pointer + "/function" : pointer;
        JsonNode name = function.path("name");
        if (!name.isTextual() || !NAME.matcher(name.textValue()).matches()) {
            throw Invalid.value(
                    at + "/name", "must be 1 to 64 letters, digits, underscores and dashes");
        }
        JsonNode description = function.path("description");
        if (isGiven(description) && !description.isTextual()) {
            throw Invalid.value(at + "/description", "must be a text");
        }
        return new RunOptions.ClientTool(
                name.textValue(),
                isGiven(description) ? description.textValue() : "",
                parameters(function.path("parameters"), at + "/parameters"));
    }

    private static JsonNode parameters(JsonNode parameters, String at) {
        if (isGiven(parameters) && !parameters.isObject()) {
            throw Invalid.value(at, "must be a JSON Schema object");
        }
        return isGiven(parameters) ? parameters : noParameters();
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    /** The choice, null for the model's own. */
    public RunOptions.@Nullable ToolChoice readChoice(
            @Nullable JsonNode choice, List<RunOptions.ClientTool> tools) {
        if (choice == null || choice.isNull()) {
            return null;
        }
        return switch (choice.asText()) {
            case "auto" -> new RunOptions.ToolChoice(RunOptions.ToolChoice.Mode.AUTO, null);
            case "none" -> new RunOptions.ToolChoice(RunOptions.ToolChoice.Mode.NONE, null);
            case "required" -> new RunOptions.ToolChoice(RunOptions.ToolChoice.Mode.REQUIRED, null);
            default -> named(choice, tools);
        };
    }

    private RunOptions.ToolChoice named(JsonNode choice, List<RunOptions.ClientTool> tools) {
        JsonNode function = this == NESTED ? choice.path("function") : choice;
        String name = function.path("name").asText();
        boolean known = tools.stream().anyMatch(tool -> tool.name().equals(name));
        if (!choice.path("type").asText().equals("function") || !known) {
            throw Invalid.value(
                    "/tool_choice",
                    "must be \"auto\", \"none\", \"required\" or name one of the functions in tools");
        }
        return new RunOptions.ToolChoice(RunOptions.ToolChoice.Mode.REQUIRED, name);
    }

    private static JsonNode noParameters() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return json.objectNode().put("type", "object").set("properties", json.objectNode());
    }
}

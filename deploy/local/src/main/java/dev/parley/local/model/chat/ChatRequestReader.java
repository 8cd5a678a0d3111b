package dev.parley.local.model.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.local.model.chat.ChatRequest.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Reads chat completion requests; what the protocol knows and this server doesn't need is ignored.
 */
public final class ChatRequestReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final int MAX_TOOLS = 128;

    /** Throws {@link InvalidRequest} for anything that isn't a chat completion request. */
    public ChatRequest read(byte[] body) {
        JsonNode json = parse(body);
        return new ChatRequest(
                model(json),
                new MessageReader().read(json.path("messages")),
                tools(json.path("tools")),
                toolChoice(json.path("tool_choice")),
                format(json.path("response_format")),
                delivery(json),
                json.path("parallel_tool_calls").asBoolean(true));
    }

    private static JsonNode parse(byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException e) {
            throw new InvalidRequest(
                    400, "We could not parse the JSON body of your request.", null, null);
        }
        if (json == null || !json.isObject()) {
            throw new InvalidRequest(400, "The body must be a JSON object.", null, null);
        }
        return json;
    }

    private static String model(JsonNode json) {
        String model = json.path("model").asText();
        if (model.isEmpty()) {
            throw InvalidRequest.of("You must provide a model parameter.", "model");
        }
        return model;
    }

    private static Delivery delivery(JsonNode json) {
        JsonNode limit = json.path("max_completion_tokens");
        JsonNode tokens = limit.isNumber() ? limit : json.path("max_tokens");
        if (tokens.isNumber() && tokens.asInt() < 1) {
            throw InvalidRequest.of("max_tokens must be at least 1.", "max_tokens");
        }
        return new Delivery(
                json.path("stream").asBoolean(false),
                json.path("stream_options").path("include_usage").asBoolean(false),
                tokens.isNumber() ? OptionalInt.of(tokens.asInt()) : OptionalInt.empty());
    }

    private static List<ToolSpec> tools(JsonNode tools) {
        if (tools.size() > MAX_TOOLS) {
            throw InvalidRequest.of("At most " + MAX_TOOLS + " tools can be given.", "tools");
        }
        List<ToolSpec> specs = new ArrayList<>();
        for (int i = 0; i < tools.size(); i++) {
            specs.add(tool(tools.get(i).path("function"), "tools[" + i + "].function"));
        }
        return specs;
    }

    private static ToolSpec tool(JsonNode function, String where) {
        String name = function.path("name").asText();
        if (!TOOL_NAME.matcher(name).matches()) {
            String wanted = TOOL_NAME.pattern();
            throw InvalidRequest.of("A tool's name must match " + wanted + ".", where + ".name");
        }
        JsonNode parameters = function.path("parameters");
        return new ToolSpec(
                name,
                function.path("description").asText(),
                parameters.isObject() ? parameters : JsonNodeFactory.instance.objectNode());
    }

    private static ToolChoice toolChoice(JsonNode choice) {
        if (choice.isObject()) {
            return new ToolChoice.Named(choice.path("function").path("name").asText());
        }
        return switch (choice.asText("auto")) {
            case "", "null", "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> throw InvalidRequest.of("Unknown tool_choice.", "tool_choice");
        };
    }

    private static ResponseFormat format(JsonNode format) {
        return switch (format.path("type").asText("text")) {
            case "", "text" -> new ResponseFormat.Text();
            case "json_object" -> new ResponseFormat.JsonObject();
            case "json_schema" ->
                    new ResponseFormat.JsonSchema(format.path("json_schema").path("schema"));
            default -> throw InvalidRequest.of("Unknown response_format.", "response_format");
        };
    }
}

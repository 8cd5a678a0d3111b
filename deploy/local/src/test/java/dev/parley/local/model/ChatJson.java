package dev.parley.local.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Builds requests for tests the way a client would. */
public final class ChatJson {

    public static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode request = JSON.createObjectNode();
    private final ArrayNode messages = request.putArray("messages");

    public ChatJson(String model) {
        request.put("model", model);
    }

    public static ChatJson offline() {
        return new ChatJson("offline");
    }

    /**
     * A request to the scripted model with the script inside; apostrophes stand for quotation
     * marks.
     */
    public static ChatJson script(String script) {
        return new ChatJson("scripted").user("<<script " + script.replace('\'', '"') + ">>");
    }

    public ChatJson system(String text) {
        messages.addObject().put("role", "system").put("content", text);
        return this;
    }

    public ChatJson user(String text) {
        messages.addObject().put("role", "user").put("content", text);
        return this;
    }

    public ChatJson assistant(String text) {
        messages.addObject().put("role", "assistant").put("content", text);
        return this;
    }

    /** A call that was made, and its result. */
    public ChatJson called(String id, String tool, String arguments, String result) {
        ObjectNode message = messages.addObject().put("role", "assistant").putNull("content");
        ObjectNode call =
                message.putArray("tool_calls").addObject().put("id", id).put("type", "function");
        call.putObject("function").put("name", tool).put("arguments", arguments);
        messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", result);
        return this;
    }

    /** A tool; its schema's apostrophes stand for quotation marks. */
    public ChatJson tool(String name, String description, String properties, String... required) {
        ObjectNode function =
                request.withArray("tools")
                        .addObject()
                        .put("type", "function")
                        .putObject("function");
        function.put("name", name).put("description", description);
        ObjectNode schema = function.putObject("parameters").put("type", "object");
        schema.set("properties", parse(properties));
        ArrayNode names = schema.putArray("required");
        for (String one : required) {
            names.add(one);
        }
        return this;
    }

    /** Any other field; apostrophes stand for quotation marks. */
    public ChatJson with(String field, String json) {
        request.set(field, parse(json));
        return this;
    }

    public ChatJson streaming() {
        return with("stream", "true");
    }

    public byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always JSON", e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + json, e);
        }
    }
}

package dev.parley.conversation.openai.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.EventJson;

/** A client's account of a tool call, in the form in which messages keep theirs. */
public final class ToolCallJson {

    private static final int MAX_ID = 128;

    private ToolCallJson() {}

    /**
     * One call.
     *
     * @param arguments a JSON object as text; anything else is kept as a text under {@code value}
     */
    public static ObjectNode of(JsonNode callId, JsonNode name, JsonNode arguments, String at) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("call_id", id(callId, at));
        if (!name.isTextual() || name.textValue().isEmpty() || name.textValue().length() > MAX_ID) {
            throw Invalid.value(at + "/name", "must be the name of a function");
        }
        call.put("tool", name.textValue());
        call.set("arguments", arguments(arguments, at));
        return call;
    }

    /** The id of a call, as the client has it. */
    public static String id(JsonNode callId, String at) {
        if (!callId.isTextual()
                || callId.textValue().isEmpty()
                || callId.textValue().length() > MAX_ID) {
            throw Invalid.value(at, "must be the id of a tool call, 1 to 128 characters");
        }
        return callId.textValue();
    }

    private static JsonNode arguments(JsonNode arguments, String at) {
        if (!arguments.isTextual()) {
            throw Invalid.value(at + "/arguments", "must be a JSON object as text");
        }
        try {
            JsonNode read = EventJson.mapper().readTree(arguments.textValue());
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // A model may have written it; what it wrote is kept.
            return JsonNodeFactory.instance.objectNode().put("value", arguments.textValue());
        }
        return JsonNodeFactory.instance.objectNode().put("value", arguments.textValue());
    }
}

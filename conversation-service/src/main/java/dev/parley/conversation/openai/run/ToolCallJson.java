package dev.parley.conversation.openai.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.platform.json.TextPolicy;

/** A client's account of a tool call, in the form in which messages keep theirs. */
public final class ToolCallJson {

    private static final int MAX_ID = 128;

    /** What stands in messages and events, several levels down, must stay readable there. */
    private static final int MAX_LEVELS = 32;

    private ToolCallJson() {}

    /**
     * One call.
     *
     * @param arguments a JSON object as text, of at most 32 levels; anything else is kept as a text
     *     under {@code value}
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
        refuseWhatCannotBeStored(arguments.textValue(), at);
        try {
            JsonNode read = EventJson.mapper().readTree(arguments.textValue());
            if (read.isObject() && fits(read, MAX_LEVELS)) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // A model may have written it; what it wrote is kept.
            return JsonNodeFactory.instance.objectNode().put("value", arguments.textValue());
        }
        return JsonNodeFactory.instance.objectNode().put("value", arguments.textValue());
    }

    /** What a document escapes inside a text has passed as mere letters so far. */
    private static void refuseWhatCannotBeStored(String arguments, String at) {
        try {
            TextPolicy.check(arguments);
        } catch (TextPolicy.Violation e) {
            throw Invalid.value(at + "/arguments", String.valueOf(e.getMessage()));
        }
    }

    private static boolean fits(JsonNode node, int levels) {
        if (!node.isContainerNode()) {
            return true;
        }
        if (levels == 0) {
            return false;
        }
        for (JsonNode child : node) {
            if (!fits(child, levels - 1)) {
                return false;
            }
        }
        return true;
    }
}

package dev.parley.conversation.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.conversation.openai.run.Invalid;
import dev.parley.conversation.openai.run.Texts;
import dev.parley.conversation.openai.run.ToolCallJson;
import dev.parley.conversation.posting.Posting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code messages}: what the client says was said so far, its question last. */
final class ChatHistory {

    /** Those of a message, with those that clients repeat from answers and that mean nothing. */
    private static final Set<String> FIELDS =
            Set.of(
                    "role",
                    "content",
                    "name",
                    "tool_calls",
                    "tool_call_id",
                    "refusal",
                    "audio",
                    "annotations",
                    "function_call",
                    "reasoning",
                    "reasoning_content");

    private ChatHistory() {}

    static List<Posting.Input> read(List<JsonNode> messages) {
        List<Posting.Input> inputs = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            inputs.add(message(messages.get(i), "/messages/" + i));
        }
        return inputs;
    }

    private static Posting.Input message(JsonNode message, String at) {
        if (!message.isObject()) {
            throw Invalid.value(at, "must be an object");
        }
        message.fieldNames()
                .forEachRemaining(name -> {
                    if (!FIELDS.contains(name)) {
                        throw Invalid.unknown(at + '/' + name);
                    }
                });
        String content = Texts.read(message.path("content"), at + "/content");
        return switch (message.path("role").asText()) {
            case "system", "developer" -> input("system", required(content, at));
            case "user" -> input("user", required(content, at));
            case "assistant" ->
                    new Posting.Input(
                            "assistant", content, null, calls(message.path("tool_calls"), at));
            case "tool" ->
                    new Posting.Input(
                            "tool",
                            content,
                            ToolCallJson.id(message.path("tool_call_id"), at + "/tool_call_id"),
                            null);
            default ->
                    throw Invalid.value(
                            at + "/role", "must be system, developer, user, assistant or tool");
        };
    }

    private static Posting.Input input(String role, String content) {
        return new Posting.Input(role, content, null, null);
    }

    private static String required(String content, String at) {
        if (content.isEmpty()) {
            throw Invalid.value(at + "/content", "is required and must not be empty");
        }
        return content;
    }

    private static @Nullable String calls(JsonNode calls, String at) {
        if (calls.isMissingNode() || calls.isNull()) {
            return null;
        }
        if (!calls.isArray()) {
            throw Invalid.value(at + "/tool_calls", "must be a list of calls");
        }
        if (calls.isEmpty()) {
            return null;
        }
        ArrayNode read = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < calls.size(); i++) {
            String pointer = at + "/tool_calls/" + i;
            JsonNode call = calls.path(i);
            if (!call.path("type").asText("function").equals("function")) {
                throw Invalid.value(pointer + "/type", "must be \"function\"");
            }
            JsonNode function = call.path("function");
            read.add(
                    ToolCallJson.of(
                            call.path("id"),
                            function.path("name"),
                            function.path("arguments"),
                            pointer));
        }
        return read.toString();
    }
}

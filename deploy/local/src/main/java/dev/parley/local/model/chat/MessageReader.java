package dev.parley.local.model.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a request. */
final class MessageReader {

    List<ChatMessage> read(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw InvalidRequest.of(
                    "messages must be an array with at least one message.", "messages");
        }
        List<ChatMessage> read = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            read.add(message(messages.get(i), "messages[" + i + "]"));
        }
        return read;
    }

    private static ChatMessage message(JsonNode message, String where) {
        ChatRole role =
                ChatRole.find(message.path("role").asText())
                        .orElseThrow(() -> InvalidRequest.of("Unknown role.", where + ".role"));
        String text = text(message.path("content"), where + ".content");
        List<ToolCall> calls = calls(message.path("tool_calls"));
        if (role == ChatRole.USER && message.path("content").isMissingNode()) {
            throw InvalidRequest.of("A user message needs content.", where + ".content");
        }
        return new ChatMessage(role, text, calls, textOrNull(message.path("tool_call_id")));
    }

    private static String text(JsonNode content, String where) {
        if (content.isNull() || content.isMissingNode()) {
            return "";
        }
        if (content.isTextual()) {
            return content.asText();
        }
        if (!content.isArray()) {
            throw InvalidRequest.of("content must be a string or an array of parts.", where);
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            String words = part.path("text").asText("");
            text.append(text.isEmpty() || words.isEmpty() ? "" : "\n").append(words);
        }
        return text.toString();
    }

    private static List<ToolCall> calls(JsonNode calls) {
        List<ToolCall> read = new ArrayList<>(calls.size());
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            String arguments = function.path("arguments").asText("");
            read.add(
                    new ToolCall(
                            call.path("id").asText(), function.path("name").asText(), arguments));
        }
        return read;
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}

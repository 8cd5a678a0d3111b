package dev.parley.local.model.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a request.
 *
 * @param text its text parts joined by newlines; empty when there are none
 * @param toolCallId the call that a tool message answers
 */
public record ChatMessage(
        ChatRole role, String text, List<ToolCall> toolCalls, @Nullable String toolCallId) {

    public ChatMessage {
        toolCalls = List.copyOf(toolCalls);
    }
}

package dev.parley.local.model.chat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A chat completion request.
 *
 * @param tools what may be called, in the order given
 * @param parallelCalls whether one answer may hold several calls
 */
public record ChatRequest(
        String model,
        List<ChatMessage> messages,
        List<ToolSpec> tools,
        ToolChoice toolChoice,
        ResponseFormat format,
        Delivery delivery,
        boolean parallelCalls) {

    /**
     * How the answer travels.
     *
     * @param includeUsage whether a stream ends with a chunk that counts tokens
     * @param maxTokens the answer is cut off after so many tokens
     */
    public record Delivery(boolean stream, boolean includeUsage, OptionalInt maxTokens) {}

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    public ChatRequest withMessages(List<ChatMessage> others) {
        return new ChatRequest(model, others, tools, toolChoice, format, delivery, parallelCalls);
    }

    /** Index of the last user message, or -1. */
    public int lastUserIndex() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == ChatRole.USER) {
                return i;
            }
        }
        return -1;
    }

    /** The text of the last user message, or an empty one. */
    public String lastUserText() {
        int index = lastUserIndex();
        return index < 0 ? "" : messages.get(index).text();
    }

    /** What was said after the last user message: calls, tool results, earlier answers. */
    public List<ChatMessage> afterLastUser() {
        return messages.subList(lastUserIndex() + 1, messages.size());
    }

    public List<ChatMessage> ofRole(ChatRole role) {
        return messages.stream().filter(message -> message.role() == role).toList();
    }

    public Optional<ToolSpec> findTool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}

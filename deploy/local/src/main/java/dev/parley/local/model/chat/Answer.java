package dev.parley.local.model.chat;

import java.util.List;
import java.util.OptionalInt;

/** What a model answers: text, tool calls, or text that comes with calls. */
public record Answer(String text, List<ToolCall> calls, boolean cutOff) {

    public Answer {
        calls = List.copyOf(calls);
    }

    public static Answer of(String text) {
        return new Answer(text, List.of(), false);
    }

    public static Answer of(List<ToolCall> calls) {
        return new Answer("", calls, false);
    }

    /** This answer, its text cut off after so many tokens. */
    public Answer limitedTo(OptionalInt maxTokens) {
        if (maxTokens.isEmpty() || Tokens.count(text) <= maxTokens.getAsInt()) {
            return this;
        }
        List<String> kept = Tokens.pieces(text).subList(0, maxTokens.getAsInt());
        return new Answer(String.join("", kept), calls, true);
    }

    public String finishReason() {
        if (cutOff) {
            return "length";
        }
        return calls.isEmpty() ? "stop" : "tool_calls";
    }

    public int tokens() {
        return Tokens.count(text) + Tokens.count(calls);
    }
}

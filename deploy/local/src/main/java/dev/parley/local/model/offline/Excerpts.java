package dev.parley.local.model.offline;

import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRole;

/**
 * Shortens what users said to what can be searched for requests in a moment: the beginning and the
 * end of a longer message. Quoting and summing up use the whole.
 */
final class Excerpts {

    private static final int HALF = 2000;

    private Excerpts() {}

    static ChatRequest of(ChatRequest request) {
        boolean allShort = request.messages().stream().noneMatch(Excerpts::isLong);
        if (allShort) {
            return request;
        }
        return request.withMessages(request.messages().stream().map(Excerpts::shortened).toList());
    }

    private static boolean isLong(ChatMessage message) {
        return message.role() == ChatRole.USER && message.text().length() > 2 * HALF;
    }

    private static ChatMessage shortened(ChatMessage message) {
        if (!isLong(message)) {
            return message;
        }
        String text = message.text();
        String ends = text.substring(0, HALF) + "\n" + text.substring(text.length() - HALF);
        return new ChatMessage(message.role(), ends, message.toolCalls(), message.toolCallId());
    }
}

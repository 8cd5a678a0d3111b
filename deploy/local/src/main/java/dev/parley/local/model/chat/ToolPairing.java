package dev.parley.local.model.chat;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what OpenAI refuses: tool messages that answer no call, and calls that nothing answers.
 */
public final class ToolPairing {

    private ToolPairing() {}

    /** Throws {@link InvalidRequest} naming the first message that is out of place. */
    public static void check(ChatRequest request) {
        Set<String> open = new HashSet<>();
        for (int i = 0; i < request.messages().size(); i++) {
            ChatMessage message = request.messages().get(i);
            String where = "messages.[" + i + "]";
            if (message.role() == ChatRole.TOOL) {
                answer(open, message.toolCallId(), where);
            } else {
                checkAnswered(open, where);
                message.toolCalls().forEach(call -> open.add(call.id()));
            }
        }
        checkAnswered(open, "messages");
    }

    private static void answer(Set<String> open, @Nullable String callId, String where) {
        if (callId == null || !open.remove(callId)) {
            throw InvalidRequest.of(
                    "Messages with role 'tool' must be a response to a preceding message with"
                            + " 'tool_calls'.",
                    where);
        }
    }

    private static void checkAnswered(Set<String> open, String where) {
        if (!open.isEmpty()) {
            throw InvalidRequest.of(
                    "An assistant message with 'tool_calls' must be followed by tool messages"
                            + " responding to each 'tool_call_id'. Without a response: "
                            + String.join(", ", open.stream().sorted().toList()),
                    where);
        }
    }
}

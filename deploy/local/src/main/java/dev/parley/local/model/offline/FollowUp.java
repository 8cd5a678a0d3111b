package dev.parley.local.model.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.argument.Filling;
import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ToolCall;
import dev.parley.local.model.chat.ToolSpec;
import dev.parley.local.model.language.Words;
import dev.parley.local.model.offline.tool.Plan.PlannedCall;
import dev.parley.local.model.offline.tool.Planner;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** "And in Tokyo?": the last call once more, with what the message changes. */
final class FollowUp {

    private static final Pattern OPENING =
            Pattern.compile("^(?:and|what about|how about|now|or)\\b", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private FollowUp() {}

    static Optional<PlannedCall> find(ChatRequest request, Planner planner) {
        String message = request.lastUserText().strip();
        if (!OPENING.matcher(message).lookingAt() || Words.of(message).size() > LONGEST) {
            return Optional.empty();
        }
        return lastCall(request)
                .flatMap(call ->
                        request.findTool(call.name())
                                .flatMap(tool -> again(tool, call, message, planner)));
    }

    private static Optional<PlannedCall> again(
            ToolSpec tool, ToolCall last, String message, Planner planner) {
        Filling filling = planner.fill(tool, message, List.of());
        ObjectNode arguments = filling.arguments();
        if (filling.evidence() <= 0) {
            return Optional.empty();
        }
        for (String name : filling.missing()) {
            JsonNode before = arguments(last).path(name);
            if (before.isMissingNode()) {
                return Optional.empty();
            }
            arguments.set(name, before);
        }
        return Optional.of(new PlannedCall(tool, arguments, message, false));
    }

    private static Optional<ToolCall> lastCall(ChatRequest request) {
        List<ChatMessage> before =
                request.messages().subList(0, Math.max(0, request.lastUserIndex()));
        return before.reversed().stream()
                .filter(message -> !message.toolCalls().isEmpty())
                .map(message -> message.toolCalls().getLast())
                .findFirst();
    }

    private static JsonNode arguments(ToolCall call) {
        try {
            return JSON.readTree(call.arguments());
        } catch (JsonProcessingException e) {
            return JSON.missingNode(); // nothing to carry over, then
        }
    }
}

package dev.parley.local.model.offline;

import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRole;
import dev.parley.local.model.chat.ToolCall;
import dev.parley.local.model.offline.result.ResultSentence;
import dev.parley.local.model.offline.tool.Plan.PlannedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tool calls made since the user last spoke, each with what came back. */
final class ToolTurn {

    private record Done(ToolCall call, String content) {}

    private final List<Done> done = new ArrayList<>();

    ToolTurn(ChatRequest request) {
        List<ChatMessage> turn = request.afterLastUser();
        for (ChatMessage message : turn) {
            for (ToolCall call : message.toolCalls()) {
                result(turn, call.id()).ifPresent(content -> done.add(new Done(call, content)));
            }
        }
    }

    private static Optional<String> result(List<ChatMessage> turn, String callId) {
        return turn.stream()
                .filter(it -> it.role() == ChatRole.TOOL && callId.equals(it.toolCallId()))
                .map(ChatMessage::text)
                .findFirst();
    }

    boolean isEmpty() {
        return done.isEmpty();
    }

    boolean hasFailure() {
        return done.stream().anyMatch(it -> ResultSentence.isFailure(it.content()));
    }

    /**
     * Of the planned calls those not made yet; a tool called as often as planned counts as done.
     */
    List<PlannedCall> remaining(List<PlannedCall> planned) {
        List<String> made = new ArrayList<>(done.stream().map(it -> it.call().name()).toList());
        return planned.stream().filter(call -> !made.remove(call.tool().name())).toList();
    }

    /** What the calls brought, without any words around it. */
    String values() {
        return String.join(
                "; ", done.stream().map(it -> ResultSentence.value(it.content())).toList());
    }

    /** A sentence a call, each with the part of the request that it answers. */
    String sentences(List<PlannedCall> planned, String message) {
        List<PlannedCall> open = new ArrayList<>(planned);
        List<String> sentences = new ArrayList<>();
        for (Done one : done) {
            Optional<PlannedCall> plan = open.stream().filter(it -> isFor(it, one)).findFirst();
            plan.ifPresent(open::remove);
            String asked =
                    plan.map(it -> question(it, planned))
                            .orElseGet(() -> Question.core(Question.of(message)));
            sentences.add(ResultSentence.of(one.call(), one.content(), asked));
        }
        return String.join(" ", sentences);
    }

    private static boolean isFor(PlannedCall plan, Done one) {
        return plan.tool().name().equals(one.call().name());
    }

    /** Of calls that answer one and the same clause, each is told apart by its first argument. */
    private static String question(PlannedCall plan, List<PlannedCall> planned) {
        boolean shared = planned.stream().filter(it -> it.asked().equals(plan.asked())).count() > 1;
        String argument =
                plan.arguments().isEmpty() ? "" : plan.arguments().elements().next().asText();
        return shared && !argument.isEmpty() ? argument : Question.core(plan.asked());
    }
}

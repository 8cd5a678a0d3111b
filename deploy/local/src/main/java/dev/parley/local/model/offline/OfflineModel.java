package dev.parley.local.model.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.chat.Answer;
import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRole;
import dev.parley.local.model.chat.CompletionId;
import dev.parley.local.model.chat.InvalidRequest;
import dev.parley.local.model.chat.ToolCall;
import dev.parley.local.model.chat.ToolChoice;
import dev.parley.local.model.chat.ToolSpec;
import dev.parley.local.model.offline.tool.Plan;
import dev.parley.local.model.offline.tool.Plan.PlannedCall;
import dev.parley.local.model.offline.tool.Planner;
import dev.parley.local.model.offline.tool.ToolShelf;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers one request, in this order of preference: by the results of the tools just called, by
 * calling tools, by what the user said before, by the context in the request; and if nothing
 * answers it, by saying so.
 */
public final class OfflineModel {

    private static final int MOST_EARLIER = 20;

    private final ToolShelf shelf = new ToolShelf();
    private final Clock clock;

    public OfflineModel(Clock clock) {
        this.clock = clock;
    }

    public Answer answer(ChatRequest whole, CompletionId id) {
        ChatRequest request = Excerpts.of(whole);
        Planner planner = new Planner(usable(request), shelf, LocalDate.now(clock));
        ToolTurn turn = new ToolTurn(request);
        Optional<List<PlannedCall>> forced =
                turn.isEmpty() ? forced(request, planner) : Optional.empty();
        Plan plan = forced.<Plan>map(Plan.Calls::new).orElseGet(() -> plan(request, planner));
        List<PlannedCall> next = next(plan, turn, planner);
        if (!next.isEmpty()) {
            List<PlannedCall> now = request.parallelCalls() ? next : next.subList(0, 1);
            return Answer.of(calls(now, id));
        }
        Optional<String> known = known(whole, plan, turn, planner);
        Optional<PlannedCall> lookup =
                known.isPresent() ? Optional.empty() : lookup(request, planner);
        if (lookup.isPresent()) {
            return Answer.of(calls(List.of(lookup.get()), id));
        }
        String text =
                known.orElseGet(
                        () -> new Introduction(request.tools()).ignorance(request.lastUserText()));
        String formatted = new StructuredAnswer(LocalDate.now(clock)).inFormat(request, text);
        return Answer.of(formatted).limitedTo(request.delivery().maxTokens());
    }

    private static List<ToolSpec> usable(ChatRequest request) {
        boolean unwanted = Wishes.noTools(request.lastUserText());
        return request.toolChoice() instanceof ToolChoice.None || unwanted
                ? List.of()
                : request.tools();
    }

    private Plan plan(ChatRequest request, Planner planner) {
        String message = request.lastUserText();
        List<String> earlier = earlier(request);
        Plan plan = planner.plan(message, earlier);
        if (plan instanceof Plan.Calls) {
            return plan;
        }
        Optional<String> answered = Asking.answered(request);
        if (answered.isPresent()) {
            Plan completed = planner.plan(answered.get(), earlier);
            return completed instanceof Plan.Nothing ? plan : completed;
        }
        return FollowUp.find(request, planner)
                .<Plan>map(call -> new Plan.Calls(List.of(call)))
                .orElse(plan);
    }

    private static Optional<List<PlannedCall>> forced(ChatRequest request, Planner planner) {
        String message = request.lastUserText();
        Optional<ToolSpec> tool =
                switch (request.toolChoice()) {
                    case ToolChoice.Auto auto -> Optional.empty();
                    case ToolChoice.None none -> Optional.empty();
                    case ToolChoice.Required required -> requiredTool(request, planner);
                    case ToolChoice.Named named -> Optional.of(namedTool(request, named.name()));
                };
        return tool.map(it ->
                List.of(
                        new PlannedCall(
                                it,
                                planner.forced(it, message, earlier(request)),
                                message,
                                false)));
    }

    /** None when the message asks for tools anyway. */
    private static Optional<ToolSpec> requiredTool(ChatRequest request, Planner planner) {
        String message = request.lastUserText();
        boolean planned = planner.plan(message, earlier(request)) instanceof Plan.Calls;
        return planned ? Optional.empty() : planner.closest(message);
    }

    private static ToolSpec namedTool(ChatRequest request, String name) {
        return request.findTool(name)
                .orElseThrow(() ->
                        InvalidRequest.of(
                                "Tool choice '" + name + "' is not among the tools.",
                                "tool_choice"));
    }

    private static List<PlannedCall> next(Plan plan, ToolTurn turn, Planner planner) {
        if (!(plan instanceof Plan.Calls planned) || turn.hasFailure()) {
            return List.of();
        }
        List<PlannedCall> remaining = turn.remaining(planned.calls());
        List<PlannedCall> independent =
                remaining.stream().filter(call -> !call.needsResults()).toList();
        if (!independent.isEmpty() || turn.isEmpty()) {
            return independent;
        }
        List<PlannedCall> ready = new ArrayList<>();
        for (PlannedCall call : remaining) {
            Optional<ObjectNode> arguments = planner.complete(call, turn.values());
            arguments.ifPresent(
                    it -> ready.add(new PlannedCall(call.tool(), it, call.asked(), true)));
        }
        return ready;
    }

    private static List<ToolCall> calls(List<PlannedCall> planned, CompletionId id) {
        List<ToolCall> calls = new ArrayList<>();
        for (PlannedCall call : planned) {
            calls.add(
                    new ToolCall(
                            id.callId(calls.size()),
                            call.tool().name(),
                            call.arguments().toString()));
        }
        return calls;
    }

    private static Optional<String> known(
            ChatRequest request, Plan plan, ToolTurn turn, Planner planner) {
        if (!turn.isEmpty()) {
            List<PlannedCall> planned =
                    plan instanceof Plan.Calls calls ? calls.calls() : List.of();
            String results = turn.sentences(planned, Excerpts.of(request).lastUserText());
            return Optional.of(results + stillOpen(planned, turn, planner));
        }
        return plan instanceof Plan.Ask ask
                ? Optional.of(Asking.sentence(ask))
                : conversation(request);
    }

    /** What keeps a call from following upon the results. */
    private static String stillOpen(List<PlannedCall> planned, ToolTurn turn, Planner planner) {
        return turn.remaining(planned).stream()
                .filter(call -> !turn.hasFailure())
                .map(call ->
                        " "
                                + Asking.sentence(
                                        new Plan.Ask(
                                                call.tool(), planner.missing(call, turn.values()))))
                .findFirst()
                .orElse("");
    }

    private static Optional<PlannedCall> lookup(ChatRequest request, Planner planner) {
        String question = Question.of(request.lastUserText());
        return Question.isQuestion(question) ? planner.lookup(question) : Optional.empty();
    }

    private static Optional<String> conversation(ChatRequest whole) {
        ChatRequest request = Excerpts.of(whole);
        String message = request.lastUserText();
        return new Introduction(request.tools())
                .find(message)
                .or(() -> Digest.find(whole))
                .or(() -> new Recall(request).find(message))
                .or(() -> ContextAnswer.find(whole, message))
                .or(() -> Introduction.acknowledge(message));
    }

    /** What the user said before, newest first. */
    private static List<String> earlier(ChatRequest request) {
        return request
                .messages()
                .subList(0, Math.max(0, request.lastUserIndex()))
                .reversed()
                .stream()
                .filter(message -> message.role() == ChatRole.USER)
                .map(ChatMessage::text)
                .limit(MOST_EARLIER)
                .toList();
    }
}

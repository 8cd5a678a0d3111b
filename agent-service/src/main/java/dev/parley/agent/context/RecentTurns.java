package dev.parley.agent.context;

import dev.parley.agent.context.ConversationServiceClient.MessagePage.Call;
import dev.parley.agent.context.ConversationServiceClient.MessagePage.Message;
import dev.parley.agent.model.Turn;
import dev.parley.contracts.id.RunId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Puts what each run was asked next to what it answered, whatever order they were stored in, within
 * a budget of characters.
 */
final class RecentTurns {

    private static final int MAX_CHARS = 100_000;
    private static final String ASSISTANT = "assistant";

    private RecentTurns() {}

    /**
     * Arranges messages as turns.
     *
     * @param oldestFirst messages by their numbers
     * @param lastIsOpen whether the newest messages are what is to be answered now, which need no
     *     reply
     * @param missingReplies looks up the replies of runs whose reply is not among the messages
     */
    static List<Turn> of(
            List<Message> oldestFirst,
            boolean lastIsOpen,
            Function<List<RunId>, Map<RunId, String>> missingReplies) {
        Map<RunId, List<Message>> byRun = new LinkedHashMap<>();
        for (Message message : oldestFirst) {
            byRun.computeIfAbsent(message.answeredRunId(), run -> new ArrayList<>()).add(message);
        }
        // A reply whose question lies beyond the window would stand there without sense.
        byRun.values().removeIf(said -> said.getFirst().isReply());
        List<RunId> asked = List.copyOf(byRun.keySet());
        List<RunId> unanswered =
                asked.subList(0, Math.max(0, asked.size() - (lastIsOpen ? 1 : 0))).stream()
                        .filter(run -> !isAnswered(byRun.getOrDefault(run, List.of())))
                        .toList();
        Map<RunId, String> replies =
                unanswered.isEmpty() ? Map.of() : missingReplies.apply(unanswered);
        return ToolPairs.complete(newestWithinBudget(byRun, replies));
    }

    private static boolean isAnswered(List<Message> said) {
        return said.isEmpty() || said.getLast().role().equals(ASSISTANT);
    }

    private static List<Turn> newestWithinBudget(
            Map<RunId, List<Message>> byRun, Map<RunId, String> replies) {
        List<List<Turn>> newestFirst = new ArrayList<>();
        int chars = 0;
        for (RunId run : List.copyOf(byRun.keySet()).reversed()) {
            List<Message> said = Objects.requireNonNull(byRun.get(run));
            String reply = replies.get(run);
            chars += said.stream().mapToInt(message -> message.content().length()).sum();
            chars += reply == null ? 0 : reply.length();
            if (chars > MAX_CHARS && !newestFirst.isEmpty()) {
                break;
            }
            List<Turn> turns = new ArrayList<>();
            said.forEach(message -> add(turns, message));
            if (reply != null) {
                turns.add(new Turn.Assistant(reply, List.of()));
            }
            newestFirst.add(turns);
        }
        return newestFirst.reversed().stream().flatMap(List::stream).toList();
    }

    private static void add(List<Turn> turns, Message message) {
        switch (message.role()) {
            case ASSISTANT -> addReply(turns, message);
            case "system" -> turns.add(new Turn.System(message.content()));
            case "tool" ->
                    turns.add(
                            new Turn.ToolResult(
                                    Objects.requireNonNullElse(message.callId(), ""),
                                    "",
                                    message.content()));
            default -> turns.add(new Turn.User(message.content()));
        }
    }

    /**
     * A reply that called the client's tools is told with all its calls; of any other the text is
     * enough.
     */
    private static void addReply(List<Turn> turns, Message message) {
        List<Call> calls = message.toolCalls() == null ? List.of() : message.toolCalls();
        if (calls.stream().noneMatch(Call::forClient)) {
            turns.add(new Turn.Assistant(message.content(), List.of()));
            return;
        }
        turns.add(
                new Turn.Assistant(
                        message.content(),
                        calls.stream()
                                .map(call ->
                                        new Turn.Call(call.callId(), call.tool(), call.arguments()))
                                .toList()));
        for (Call call : calls) {
            if (!call.forClient()) {
                String told =
                        call.result() == null
                                ? Objects.requireNonNull(call.problem()).detail()
                                : call.result().toString();
                turns.add(new Turn.ToolResult(call.callId(), call.tool(), told));
            }
        }
    }
}

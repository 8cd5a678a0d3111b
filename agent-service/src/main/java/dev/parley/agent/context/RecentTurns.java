package dev.parley.agent.context;

import dev.parley.agent.context.ConversationServiceClient.MessagePage.Message;
import dev.parley.agent.model.Turn;
import dev.parley.contracts.id.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Pairs each user message with the reply of its run, whatever order they were stored in, within a
 * budget of characters.
 */
final class RecentTurns {

    private static final int MAX_CHARS = 100_000;

    private RecentTurns() {}

    /**
     * Arranges messages as turns.
     *
     * @param oldestFirst messages by their numbers
     * @param missingReplies looks up the replies of runs whose reply is not among the messages
     */
    static List<Turn> of(
            List<Message> oldestFirst, Function<List<RunId>, Map<RunId, String>> missingReplies) {
        Map<RunId, String> replies = new HashMap<>();
        List<Message> asked = new ArrayList<>();
        for (Message message : oldestFirst) {
            if (message.role().equals("assistant")) {
                replies.put(message.runId(), message.content());
            } else {
                asked.add(message);
            }
        }
        List<RunId> unanswered =
                asked.stream()
                        .map(Message::runId)
                        .filter(run -> !replies.containsKey(run))
                        .toList();
        if (!unanswered.isEmpty()) {
            replies.putAll(missingReplies.apply(unanswered));
        }
        return newestWithinBudget(asked, replies);
    }

    private static List<Turn> newestWithinBudget(List<Message> asked, Map<RunId, String> replies) {
        List<Turn> newestFirst = new ArrayList<>();
        int chars = 0;
        for (Message question : asked.reversed()) {
            String reply = replies.get(question.runId());
            chars += question.content().length() + (reply == null ? 0 : reply.length());
            if (chars > MAX_CHARS) {
                break;
            }
            if (reply != null) {
                newestFirst.add(new Turn.Assistant(reply, List.of()));
            }
            newestFirst.add(new Turn.User(question.content()));
        }
        return newestFirst.reversed();
    }
}

package dev.parley.torture.check;

import dev.parley.torture.history.Entry;
import dev.parley.torture.history.Event;
import dev.parley.torture.history.Message;
import java.util.List;
import java.util.Map;

/**
 * What was streamed of a run, after resets, is the reply that is stored for it; of one that failed
 * it is nothing. Of a completed run whose tools worked it is the reply that its message asked for.
 */
final class ReplyAsStreamed implements Invariant {

    @Override
    public String statement() {
        return "the streamed text is the stored reply";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        Map<String, List<Event>> runs = evidence.runs();
        Map<String, List<Message>> replies = evidence.replies();
        for (Entry post : evidence.accepted()) {
            String run = post.fact("run");
            List<Event> own = Texts.upToEnd(runs.getOrDefault(run, List.of()));
            List<Message> stored = replies.getOrDefault(run, List.of());
            Texts.end(own)
                    .ifPresent(end ->
                            finding.check(
                                    holds(post, end, own, stored),
                                    () -> violation(run, own, stored)));
        }
    }

    private static boolean holds(Entry post, Event end, List<Event> own, List<Message> stored) {
        String streamed = Texts.streamed(own);
        return switch (end.type()) {
            case "run.completed" ->
                    stored.size() == 1
                            && streamed.equals(stored.getFirst().content())
                            && (toolFailed(own) || streamed.equals(post.fact("expected")));
            case "run.cancelled" ->
                    stored.size() <= 1
                            && streamed.equals(stored.isEmpty() ? "" : stored.getFirst().content());
            default -> streamed.isEmpty() && stored.isEmpty();
        };
    }

    private static boolean toolFailed(List<Event> own) {
        return own.stream().anyMatch(event -> event.type().equals("tool.failed"));
    }

    private static Finding.Violation violation(String run, List<Event> own, List<Message> stored) {
        return new Finding.Violation(
                "%s has %d stored replies".formatted(run, stored.size()),
                Trace.of(own, stored.isEmpty() ? "" : stored.getFirst().content()));
    }
}

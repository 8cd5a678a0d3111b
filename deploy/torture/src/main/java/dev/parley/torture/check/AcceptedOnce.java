package dev.parley.torture.check;

import dev.parley.torture.history.Entry;
import dev.parley.torture.history.Message;
import java.util.List;
import java.util.Map;

/** What was answered with 202 is there, once, word for word. */
final class AcceptedOnce implements Invariant {

    @Override
    public String statement() {
        return "an accepted message is stored once";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        Map<String, List<Message>> stored = Evidence.grouped(evidence.messages(), Message::id);
        for (Entry post : evidence.accepted()) {
            List<Message> own = stored.getOrDefault(post.fact("message"), List.of());
            finding.check(
                    own.size() == 1 && own.getFirst().content().equals(post.fact("content")),
                    () ->
                            new Finding.Violation(
                                    "%s is stored %d times"
                                            .formatted(post.fact("message"), own.size()),
                                    List.of(post.toString(), own.toString())));
        }
    }
}

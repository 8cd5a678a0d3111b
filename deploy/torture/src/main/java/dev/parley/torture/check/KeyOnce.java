package dev.parley.torture.check;

import dev.parley.torture.history.Entry;
import dev.parley.torture.history.Entry.Phase;
import dev.parley.torture.history.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** However often a request was sent with one key, there is one message and one answer. */
final class KeyOnce implements Invariant {

    @Override
    public String statement() {
        return "an idempotency key makes one message";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        Map<String, List<Message>> stored = Evidence.grouped(evidence.messages(), Message::content);
        Map<String, List<Entry>> answers =
                Evidence.grouped(evidence.posts(Phase.OK).toList(), post -> post.fact("key"));
        Map<String, String> contents = new LinkedHashMap<>();
        evidence.posts(Phase.INVOKE)
                .forEach(post -> contents.put(post.fact("key"), post.fact("content")));
        contents.forEach((key, content) -> {
            List<Entry> own = answers.getOrDefault(key, List.of());
            List<Message> messages = stored.getOrDefault(content, List.of());
            long different = own.stream().map(KeyOnce::answer).distinct().count();
            finding.check(
                    different <= 1 && messages.size() <= 1, () -> violation(key, own, messages));
        });
    }

    private static String answer(Entry post) {
        return post.fact("run") + " " + post.fact("message");
    }

    private static Finding.Violation violation(
            String key, List<Entry> answers, List<Message> messages) {
        return new Finding.Violation(
                "the key %s made %d messages".formatted(key, messages.size()),
                Stream.concat(answers.stream(), messages.stream()).map(Object::toString).toList());
    }
}

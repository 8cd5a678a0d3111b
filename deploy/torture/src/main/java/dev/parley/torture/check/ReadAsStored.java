package dev.parley.torture.check;

import dev.parley.torture.history.Event;
import dev.parley.torture.history.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Each reader got of each run whose end it saw the text that is stored, over however many
 * connections, and no event twice.
 */
final class ReadAsStored implements Invariant {

    @Override
    public String statement() {
        return "a reader's text is the stored text";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        Map<String, List<Message>> replies = evidence.replies();
        Evidence.grouped(evidence.received(), Event::reader)
                .values()
                .forEach(received -> check(received, replies, finding));
    }

    private static void check(
            List<Event> received, Map<String, List<Message>> replies, Finding finding) {
        Set<Event> repeated = repeated(received);
        Evidence.grouped(received, Event::run)
                .forEach((run, events) -> {
                    List<Event> own = Texts.upToEnd(events);
                    if (Texts.end(own).isPresent() && isWhole(own)) {
                        String stored = stored(replies.getOrDefault(run, List.of()));
                        finding.check(
                                Texts.streamed(own).equals(stored)
                                        && own.stream().noneMatch(repeated::contains),
                                () -> violation(own, stored));
                    }
                });
    }

    /** Whether the reader was there from the beginning of the run. */
    private static boolean isWhole(List<Event> own) {
        return own.getFirst().type().equals("message.created");
    }

    private static Set<Event> repeated(List<Event> received) {
        Set<Event> repeated = new HashSet<>();
        long last = 0;
        for (Event event : received) {
            if (event.seq() <= last) {
                repeated.add(event);
            }
            last = Math.max(last, event.seq());
        }
        return repeated;
    }

    private static String stored(List<Message> replies) {
        return replies.isEmpty() ? "" : replies.getFirst().content();
    }

    private static Finding.Violation violation(List<Event> own, String stored) {
        return new Finding.Violation(
                "%s got another text of %s than is stored"
                        .formatted(own.getFirst().reader(), own.getFirst().run()),
                Trace.of(own, stored));
    }
}

package dev.parley.torture.check;

import dev.parley.torture.history.Entry;
import dev.parley.torture.history.Event;
import java.util.List;
import java.util.Map;

/** Each accepted message's run ends exactly once. */
final class OneEnd implements Invariant {

    @Override
    public String statement() {
        return "an accepted run has one terminal event";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        Map<String, List<Event>> runs = evidence.runs();
        for (Entry post : evidence.accepted()) {
            List<Event> own = runs.getOrDefault(post.fact("run"), List.of());
            long ends = own.stream().filter(Event::ends).count();
            finding.check(
                    ends == 1,
                    () ->
                            new Finding.Violation(
                                    "%s has %d terminal events".formatted(post.fact("run"), ends),
                                    Trace.of(own)));
        }
    }
}

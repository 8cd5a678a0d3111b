package dev.parley.torture.check;

import dev.parley.torture.history.Event;
import java.util.List;

/** The events of a conversation are numbered from 1 on without a gap. */
final class Gapless implements Invariant {

    @Override
    public String statement() {
        return "the log's numbers have no gap";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        for (List<Event> log : evidence.logs().values()) {
            for (int i = 0; i < log.size(); i++) {
                int at = i;
                finding.check(
                        log.get(i).seq() == (i == 0 ? 1 : log.get(i - 1).seq() + 1),
                        () ->
                                new Finding.Violation(
                                        "%d is not the number that follows"
                                                .formatted(log.get(at).seq()),
                                        Trace.of(log.subList(Math.max(0, at - 1), at + 1))));
            }
        }
    }
}

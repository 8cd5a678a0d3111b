package dev.parley.torture.check;

import dev.parley.torture.history.Event;
import java.util.List;

/** Of a run that was cancelled nothing is said any more. */
final class QuietAfterCancel implements Invariant {

    @Override
    public String statement() {
        return "a cancelled run is quiet afterwards";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        for (List<Event> run : evidence.runs().values()) {
            List<Event> own = Texts.upToEnd(run);
            if (own.getLast().type().equals("run.cancelled")) {
                finding.check(
                        run.subList(own.size(), run.size()).stream().allMatch(Event::ends),
                        () ->
                                new Finding.Violation(
                                        own.getLast().run() + " says more after its cancellation",
                                        Trace.of(run)));
            }
        }
    }
}

package dev.parley.torture.check;

import dev.parley.torture.history.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs of a conversation that have begun follow each other in the order in which their messages
 * were accepted, and none says anything between another's beginning and end.
 */
final class OneAtATime implements Invariant {

    /** What is said of a run while others may still be going on. */
    private static final Set<String> ACCEPTING = Set.of("message.created", "run.queued");

    @Override
    public String statement() {
        return "runs go one at a time, in order of acceptance";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        for (List<Event> log : evidence.logs().values()) {
            Set<String> begun = runsWith("run.started", log);
            List<String> accepted =
                    runsWith("message.created", log).stream().filter(begun::contains).toList();
            List<Event> said = said(log, begun);
            List<String> turns = turns(said);
            for (int i = 0; i < accepted.size(); i++) {
                boolean last = i == accepted.size() - 1;
                finding.check(
                        i < turns.size()
                                && turns.get(i).equals(accepted.get(i))
                                && (!last || turns.size() == accepted.size()),
                        () -> violation(accepted, turns, said));
            }
        }
    }

    private static Finding.Violation violation(
            List<String> accepted, List<String> turns, List<Event> said) {
        return new Finding.Violation(
                "accepted in the order %s, said something in the order %s"
                        .formatted(accepted, turns),
                Trace.of(said));
    }

    private static Set<String> runsWith(String type, List<Event> log) {
        Set<String> runs = new LinkedHashSet<>();
        log.stream().filter(event -> event.type().equals(type)).map(Event::run).forEach(runs::add);
        return runs;
    }

    /** What runs say from their beginning to their first end. */
    private static List<Event> said(List<Event> log, Set<String> begun) {
        Set<String> ended = new HashSet<>();
        List<Event> said = new ArrayList<>();
        for (Event event : log) {
            if (begun.contains(event.run())
                    && !ended.contains(event.run())
                    && !ACCEPTING.contains(event.type())) {
                said.add(event);
            }
            if (event.ends()) {
                ended.add(event.run());
            }
        }
        return said;
    }

    private static List<String> turns(List<Event> said) {
        List<String> turns = new ArrayList<>();
        for (Event event : said) {
            if (turns.isEmpty() || !turns.getLast().equals(event.run())) {
                turns.add(event.run());
            }
        }
        return turns;
    }
}

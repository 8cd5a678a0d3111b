package dev.parley.torture.check;

import dev.parley.torture.history.Event;
import dev.parley.torture.history.Execution;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tool call is announced once, finishes once, and has one row in the ledger. */
final class CallOnce implements Invariant {

    @Override
    public String statement() {
        return "a tool call is executed once";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        Map<String, List<Execution>> executions =
                Evidence.grouped(evidence.executions(), Execution::callId);
        List<Event> calls =
                evidence.log().stream().filter(event -> event.type().startsWith("tool.")).toList();
        Map<String, List<Event>> marks = Evidence.grouped(calls, CallOnce::callId);
        Set<String> ids = new LinkedHashSet<>(marks.keySet());
        ids.addAll(executions.keySet());
        for (String id : ids) {
            List<Event> own = marks.getOrDefault(id, List.of());
            List<Execution> rows = executions.getOrDefault(id, List.of());
            finding.check(
                    count("tool.called", own) <= 1
                            && count("tool.finished", own) <= 1
                            && rows.size() <= 1
                            && (count("tool.finished", own) == 0 || rows.size() == 1),
                    () ->
                            new Finding.Violation(
                                    "%s was executed as %s".formatted(id, rows), Trace.of(own)));
        }
    }

    private static long count(String type, List<Event> events) {
        return events.stream().filter(event -> event.type().equals(type)).count();
    }

    private static String callId(Event event) {
        return event.data().path("call_id").asText();
    }
}

package dev.parley.torture.check;

import dev.parley.torture.history.Event;
import java.util.ArrayList;
import java.util.List;

/** A few lines that tell what happened: pieces of text in a row count as one. */
final class Trace {

    private static final int LONGEST = 20;

    private Trace() {}

    static List<String> of(List<Event> events) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < events.size(); ) {
            int next = i + 1;
            while (next < events.size() && isSameText(events.get(i), events.get(next))) {
                next++;
            }
            lines.add(line(events.get(i), next - i));
            i = next;
        }
        return lines.size() <= LONGEST ? lines : shortened(lines);
    }

    /** The run's own events, and the reply that is stored for it. */
    static List<String> of(List<Event> events, String stored) {
        List<String> lines = new ArrayList<>(of(events));
        lines.add("streamed: " + quote(Texts.streamed(events)));
        lines.add("stored:   " + quote(stored));
        return lines;
    }

    private static boolean isSameText(Event one, Event other) {
        return one.type().equals("message.delta")
                && other.type().equals("message.delta")
                && one.run().equals(other.run());
    }

    private static String line(Event event, int times) {
        return "%s %d %s %s%s"
                .formatted(
                        event.conversation(),
                        event.seq(),
                        event.type(),
                        event.run(),
                        times > 1 ? " ×" + times : "");
    }

    private static List<String> shortened(List<String> lines) {
        List<String> ends = new ArrayList<>(lines.subList(0, LONGEST / 2));
        ends.add("… " + (lines.size() - LONGEST) + " more …");
        ends.addAll(lines.subList(lines.size() - LONGEST / 2, lines.size()));
        return ends;
    }

    private static String quote(String text) {
        int longest = 200;
        return "\"" + (text.length() <= longest ? text : text.substring(0, longest) + "…") + "\"";
    }
}

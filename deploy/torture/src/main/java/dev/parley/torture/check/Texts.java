package dev.parley.torture.check;

import dev.parley.torture.history.Event;
import java.util.List;
import java.util.Optional;

/** What the events of one run say. */
final class Texts {

    private Texts() {}

    /** The text of the deltas since the last reset. */
    static String streamed(List<Event> events) {
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            switch (event.type()) {
                case "message.reset" -> text.setLength(0);
                case "message.delta" -> text.append(event.data().path("text").asText());
                default -> {
                    // Only these carry text.
                }
            }
        }
        return text.toString();
    }

    /** The events up to the run's first end; what follows is another invariant's concern. */
    static List<Event> upToEnd(List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).ends()) {
                return events.subList(0, i + 1);
            }
        }
        return events;
    }

    /** The event that ended the run. */
    static Optional<Event> end(List<Event> events) {
        return events.stream().filter(Event::ends).findFirst();
    }
}

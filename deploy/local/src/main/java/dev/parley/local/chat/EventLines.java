package dev.parley.local.chat;

import java.util.Optional;

/**
 * Puts the lines of an event stream together to events, after the HTML standard, section 9.2.6. It
 * serves one connection: what a broken one left unfinished must not begin an event of the next.
 */
public final class EventLines {

    private String id = "";
    private String type = "";
    private final StringBuilder data = new StringBuilder();

    /** Takes the next line; gives an event if the line ends one. */
    public Optional<ServerEvent> next(String line) {
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        if (colon == 0) {
            return Optional.empty();
        }
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
        return Optional.empty();
    }

    private void take(String field, String value) {
        switch (field) {
            case "id" -> id = value;
            case "event" -> type = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {
                // The standard wants unknown fields ignored.
            }
        }
    }

    private Optional<ServerEvent> end() {
        Optional<ServerEvent> event =
                data.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ServerEvent(id, type, data.toString()));
        type = "";
        data.setLength(0);
        return event;
    }
}

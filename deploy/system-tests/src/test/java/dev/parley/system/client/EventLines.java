package dev.parley.system.client;

import java.util.Optional;

/** Puts the lines of an event stream together to events, after the HTML standard. */
final class EventLines {

    private String id = "";
    private String type = "";
    private final StringBuilder data = new StringBuilder();

    Optional<ServerEvent> next(String line) {
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
        if (data.isEmpty()) {
            return Optional.empty();
        }
        ServerEvent event = new ServerEvent(Long.parseLong(id), type, data.toString());
        type = "";
        data.setLength(0);
        return Optional.of(event);
    }
}

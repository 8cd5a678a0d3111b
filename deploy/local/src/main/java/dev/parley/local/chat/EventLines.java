package dev.parley.local.chat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

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

    /**
     * Gives every whole event of a stream until so many bytes were read, the stream ends or no more
     * is wanted. What was left unfinished is lost, as by a connection that breaks there.
     */
    public void read(InputStream body, long bytes, Predicate<ServerEvent> more) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (long i = 0; i < bytes; i++) {
            int next = body.read();
            if (next < 0) {
                return;
            }
            if (next != '\n') {
                line.write(next);
                continue;
            }
            Optional<ServerEvent> event = next(line.toString(StandardCharsets.UTF_8));
            line.reset();
            if (event.isPresent() && !more.test(event.get())) {
                return;
            }
        }
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

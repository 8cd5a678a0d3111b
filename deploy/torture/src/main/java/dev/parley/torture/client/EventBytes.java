package dev.parley.torture.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.chat.EventLines;
import dev.parley.local.chat.ServerEvent;
import dev.parley.torture.history.Event;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/** The events in a stream of bytes that may be left at any byte. */
final class EventBytes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InputStream body;
    private final String conversation;
    private final String reader;

    /**
     * Prepares to read.
     *
     * @param reader what the events say of who got them
     */
    EventBytes(InputStream body, String conversation, String reader) {
        this.body = new BufferedInputStream(body);
        this.conversation = conversation;
        this.reader = reader;
    }

    /**
     * Gives every whole event until so many bytes were read, the stream ends or no more is wanted.
     */
    void read(long bytes, Predicate<Event> more) throws IOException {
        EventLines parser = new EventLines();
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
            Optional<ServerEvent> event = parser.next(line.toString(StandardCharsets.UTF_8));
            line.reset();
            if (event.isPresent() && !more.test(read(event.get()))) {
                return;
            }
        }
    }

    private Event read(ServerEvent event) throws IOException {
        return new Event(
                reader,
                conversation,
                Long.parseLong(event.id()),
                event.type(),
                JSON.readTree(event.data()));
    }
}

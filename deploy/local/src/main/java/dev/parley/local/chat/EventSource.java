package dev.parley.local.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The events of one response. A connection that went silent counts as broken: the service sends a
 * comment every 10 s.
 */
final class EventSource implements AutoCloseable {

    private static final int SILENCE_SECONDS = 35;
    private static final int BUFFERED_LINES = 1024;

    /** A line, or the end of all lines. */
    private sealed interface Item {
        record Line(String text) implements Item {}

        record End() implements Item {}
    }

    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(BUFFERED_LINES);
    private final EventLines events = new EventLines();
    private final Stream<String> lines;
    private final Thread reader;

    EventSource(Stream<String> lines) {
        this.lines = lines;
        this.reader = Thread.startVirtualThread(this::read);
    }

    /**
     * Waits for the next event.
     *
     * @throws StreamBrokenException if there is none any more
     */
    ServerEvent next() throws IOException, InterruptedException {
        while (true) {
            Item item = items.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
            if (!(item instanceof Item.Line(String text))) {
                throw new StreamBrokenException("The stream ended before the answer did");
            }
            Optional<ServerEvent> event = events.next(text);
            if (event.isPresent()) {
                return event.get();
            }
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        lines.close();
    }

    private void read() {
        try {
            try {
                var all = lines.iterator();
                while (all.hasNext()) {
                    items.put(new Item.Line(all.next()));
                }
            } catch (UncheckedIOException connectionLost) {
                // The reader of the events is told by the end below, and connects again.
            }
            items.put(new Item.End());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.parley.torture.client;

import dev.parley.torture.history.Event;
import dev.parley.torture.history.History;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a conversation's stream over connections that break anywhere, and goes on after the last
 * event that came whole, on any replica.
 */
final class Reader {

    private static final Duration BETWEEN_CONNECTIONS = Duration.ofMillis(200);

    /** After that the client goes on without the end; whether it came is the checker's question. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final int LONGEST = 8_000;

    private final String name;
    private final String conversation;
    private final Door door;
    private final History history;
    private final RandomGenerator random;
    private volatile int wanted = Integer.MAX_VALUE;
    private volatile int ended;
    private volatile @Nullable InputStream open;
    private @Nullable Thread thread;
    private long last;

    Reader(String client, String conversation, Door door, History history, RandomGenerator random) {
        this.name = client + "/" + conversation;
        this.conversation = conversation;
        this.door = door;
        this.history = history;
        this.random = new Random(random.nextLong());
    }

    /** Begins to read, from where it was. */
    void begin() {
        wanted = Integer.MAX_VALUE;
        thread = Thread.startVirtualThread(this::read);
    }

    /** Reads on until so many runs of the conversation have ended, or for as long as it bears. */
    void finish(int runs) throws InterruptedException, IOException {
        wanted = runs;
        if (ended >= runs) {
            cut();
        }
        Thread reading = Objects.requireNonNull(thread, "begin first");
        if (!reading.join(PATIENCE)) {
            wanted = 0;
            cut();
            reading.join();
        }
    }

    private void cut() throws IOException {
        InputStream current = open;
        if (current != null) {
            current.close();
        }
    }

    private void read() {
        try {
            while (ended < wanted) {
                connect();
                Thread.sleep(BETWEEN_CONNECTIONS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A connection, which breaks somewhere. Some follow the log and end in no other way; some end
     * with the log as it is.
     */
    private void connect() throws InterruptedException {
        Map<String, String> facts =
                Map.of("conversation", conversation, "after", Long.toString(last));
        History.Operation operation = history.invoke(name, "read", facts);
        try {
            boolean follow = random.nextInt(4) > 0;
            HttpResponse<InputStream> response = door.events(conversation, last, follow);
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    operation.info(Map.of("status", Integer.toString(response.statusCode())));
                    return;
                }
                read(body);
            }
            operation.ok(Map.of("last", Long.toString(last)));
        } catch (IOException e) {
            operation.info(Map.of("failure", e.toString()));
        }
    }

    /**
     * Whoever finishes says first how much is wanted and then cuts what is open: so the reverse.
     */
    private void read(InputStream body) throws IOException {
        open = body;
        if (ended < wanted) {
            new EventBytes(body, conversation, name).read(1 + random.nextInt(LONGEST), this::got);
        }
    }

    /** Whether more is wanted. */
    private boolean got(Event event) {
        history.received(event);
        last = event.seq();
        ended = ended + (event.ends() ? 1 : 0);
        return ended < wanted;
    }
}

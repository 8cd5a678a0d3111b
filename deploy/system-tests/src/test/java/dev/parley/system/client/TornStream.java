package dev.parley.system.client;

import dev.parley.local.chat.EventLines;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Reads a conversation's stream over connections that each break after some bytes, wherever that
 * is, and goes on after the last event that came whole.
 */
public final class TornStream {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int BUSY = 503;
    private static final int MOST_REFUSALS = 20;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Conversation conversation;
    private final RandomGenerator random;
    private final int longest;
    private final List<ServerEvent> received = new ArrayList<>();
    private int connections;
    private int refusals;

    /**
     * Prepares to read.
     *
     * @param random decides where connections break
     * @param longest how many bytes a connection gives at most
     */
    public TornStream(Conversation conversation, RandomGenerator random, int longest) {
        this.conversation = conversation;
        this.random = random;
        this.longest = longest;
    }

    /** Reads from the beginning to the end of the first run. */
    public List<ServerEvent> toEndOfRun() throws IOException, InterruptedException {
        while (received.isEmpty() || !received.getLast().isTerminal()) {
            connections++;
            HttpResponse<InputStream> response = HTTP.send(request(), BodyHandlers.ofInputStream());
            if (response.statusCode() == BUSY && refusals++ < MOST_REFUSALS) {
                response.body().close();
                continue;
            }
            if (response.statusCode() != 200) {
                throw new AssertionError("No stream: " + response.statusCode());
            }
            try (InputStream body = new BufferedInputStream(response.body())) {
                new EventLines()
                        .read(
                                body,
                                random.nextInt(1, longest),
                                event -> take(ServerEvent.of(event)));
            }
        }
        return received;
    }

    /** How many connections it took. */
    public int connections() {
        return connections;
    }

    private HttpRequest request() {
        long last = received.isEmpty() ? 0 : received.getLast().seq();
        return HttpRequest.newBuilder(
                        URI.create(conversation.api().baseUrl() + conversation.path("/events")))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + conversation.api().token())
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Long.toString(last))
                .build();
    }

    /** False once the run has ended. */
    private boolean take(ServerEvent event) {
        received.add(event);
        return !event.isTerminal();
    }
}

package dev.parley.system.client;

import dev.parley.local.chat.EventLines;
import dev.parley.system.suite.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An event stream that is read in the background until it ends, breaks or is closed. */
public final class LiveStream implements AutoCloseable {

    private final InputStream body;
    private final List<ServerEvent> received = new ArrayList<>();
    private final Thread reader;

    private LiveStream(InputStream body) {
        this.body = body;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static LiveStream open(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
                throw new AssertionError("No stream: " + response.statusCode() + " " + body);
            }
            return new LiveStream(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("No stream", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** What has come so far. */
    public List<ServerEvent> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Waits until an event like this has come. */
    public LiveStream await(Duration patience, Predicate<ServerEvent> wanted) {
        Await.until(
                () -> "an event on the stream, which had " + received(),
                patience,
                () -> received().stream().anyMatch(wanted));
        return this;
    }

    /** Waits until the server has ended the stream, and gives all its events. */
    public List<ServerEvent> toEnd(Duration patience) {
        Await.until(
                () -> "the end of the stream, which had " + received(),
                patience,
                () -> !reader.isAlive());
        return received();
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new IllegalStateException("The stream cannot be closed", e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            EventLines parser = new EventLines();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parser.next(line).map(ServerEvent::of).ifPresent(this::keep);
            }
        } catch (IOException broken) {
            // A broken stream ends like any other; who wants more resumes it.
            return;
        }
    }

    private void keep(ServerEvent event) {
        synchronized (received) {
            received.add(event);
        }
    }
}

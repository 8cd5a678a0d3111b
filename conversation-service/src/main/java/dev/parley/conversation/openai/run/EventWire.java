package dev.parley.conversation.openai.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Server-sent events to one client, as fast as it reads and no faster. It stands on Vert.x and not
 * on JAX-RS because whether an answer is a stream is said in the body of the request, which JAX-RS
 * reads after it has chosen a way to answer.
 */
public final class EventWire {

    private static final long WRITE_TIMEOUT_SECONDS = 30;

    private final HttpServerResponse response;

    public EventWire(HttpServerResponse response) {
        this.response = response;
    }

    /** Sends the headers on their way. */
    public void open() throws ClientGone, InterruptedException {
        response.setStatusCode(200)
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("X-Accel-Buffering", "no");
        comment();
    }

    /** An event without a name. */
    public void send(JsonNode data) throws ClientGone, InterruptedException {
        write("data: " + data + "\n\n");
    }

    /** An event under the name of its type. */
    public void send(String type, JsonNode data) throws ClientGone, InterruptedException {
        write("event: " + type + "\ndata: " + data + "\n\n");
    }

    /** Keeps proxies from taking the stream for dead. */
    public void comment() throws ClientGone, InterruptedException {
        write(": parley\n\n");
    }

    /** The line that ends a stream of chat completions. */
    public void done() throws ClientGone, InterruptedException {
        write("data: [DONE]\n\n");
    }

    /** Ends the answer. */
    public void close() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    private void write(String text) throws ClientGone, InterruptedException {
        if (response.closed()) {
            throw new ClientGone("the connection is closed");
        }
        try {
            response.write(text)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(WRITE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It may come back and resume.
            response.reset();
            throw new ClientGone("the client does not read", e);
        } catch (ExecutionException | IllegalStateException e) {
            throw new ClientGone("the connection broke", e);
        }
    }
}

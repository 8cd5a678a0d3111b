package dev.parley.tool.mcp.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.telemetry.TraceContext;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Wire;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way to one client: plain JSON, unless something has to be said before the answer is known;
 * from then on server-sent events, as fast as the client reads and no faster.
 */
final class HttpWire implements Wire {

    private static final long WRITE_TIMEOUT_SECONDS = 30;

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final ReentrantLock writing = new ReentrantLock();
    private boolean streaming;

    HttpWire(RoutingContext context) {
        this.context = context;
        this.response = context.response();
    }

    /** Whether the status and the headers are out. */
    boolean streaming() {
        writing.lock();
        try {
            return streaming;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void send(ObjectNode message) throws ClientGone, InterruptedException {
        write("data: " + message + "\n\n");
    }

    @Override
    public void heartbeat() throws ClientGone, InterruptedException {
        write(": parley\n\n");
    }

    @Override
    public void whenGone(Runnable action) {
        context.addEndHandler(ended -> {
            if (ended.failed()) {
                action.run();
            }
        });
        // It may have left before anybody listened.
        if (response.closed() && !response.ended()) {
            action.run();
        }
    }

    /** Ends a stream. */
    void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    /** Puts the trace of the present span into the headers. */
    void trace() {
        if (!response.headWritten()) {
            TraceContext.currentTraceparent()
                    .ifPresent(header -> response.putHeader(TraceContext.TRACEPARENT, header));
        }
    }

    private void write(String text) throws ClientGone, InterruptedException {
        writing.lockInterruptibly();
        try {
            if (response.closed()) {
                throw new ClientGone("the connection is closed");
            }
            if (!streaming) {
                streaming = true;
                open();
            }
            response.write(text)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(WRITE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            response.reset();
            throw new ClientGone("the client does not read", e);
        } catch (ExecutionException | IllegalStateException e) {
            throw new ClientGone("the connection broke", e);
        } finally {
            writing.unlock();
        }
    }

    private void open() {
        trace();
        response.setStatusCode(200)
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("X-Accel-Buffering", "no");
    }
}

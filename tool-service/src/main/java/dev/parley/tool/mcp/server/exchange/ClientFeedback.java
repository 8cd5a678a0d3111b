package dev.parley.tool.mcp.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.server.call.Feedback;
import dev.parley.tool.mcp.server.call.LogLevel;
import org.jspecify.annotations.Nullable;

/** Feedback that goes to the client ahead of the answer. */
public final class ClientFeedback implements Feedback {

    private final Exchange exchange;
    private final @Nullable LogLevel least;
    private final @Nullable JsonNode progressToken;
    private double last = Double.NEGATIVE_INFINITY;
    private volatile boolean muted;

    ClientFeedback(Exchange exchange, @Nullable LogLevel least, @Nullable JsonNode progressToken) {
        this.exchange = exchange;
        this.least = least;
        this.progressToken = progressToken;
    }

    /** Says nothing any more, because the request has its answer. */
    public void mute() {
        muted = true;
    }

    /** Progress that is none is not told: the protocol wants it to grow. */
    @Override
    public synchronized void progress(
            double progress, @Nullable Double total, @Nullable String message) {
        if (progressToken == null || progress <= last) {
            return;
        }
        last = progress;
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("progressToken", progressToken);
        params.put("progress", progress);
        if (total != null) {
            params.put("total", total);
        }
        if (message != null) {
            params.put("message", message);
        }
        tell("notifications/progress", params);
    }

    @Override
    public void log(LogLevel level, String logger, JsonNode data) {
        if (least == null || level.compareTo(least) < 0) {
            return;
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("level", level.wireName()).put("logger", logger).set("data", data);
        tell("notifications/message", params);
    }

    private void tell(String method, ObjectNode params) {
        if (muted) {
            return;
        }
        try {
            exchange.tell(method, params);
        } catch (ClientGone e) {
            muted = true;
        } catch (InterruptedException e) {
            // The call is cancelled; it notices by itself.
            Thread.currentThread().interrupt();
        }
    }
}

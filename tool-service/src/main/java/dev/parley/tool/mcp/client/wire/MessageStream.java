package dev.parley.tool.mcp.client.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.BodyLost;
import dev.parley.tool.egress.Loss;
import dev.parley.tool.mcp.client.limit.ForeignJson;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.rpc.RpcId;
import dev.parley.tool.mcp.rpc.RpcMessage;
import dev.parley.tool.mcp.rpc.RpcShape;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the messages of one exchange, over all pieces that its stream may come in, up to the answer
 * that is waited for. An answer to anything else, a batch, or too many messages ahead of the answer
 * end it.
 */
final class MessageStream {

    private final Optional<RpcId> expected;
    private final Counterpart counterpart;
    private int left;
    private Optional<String> lastId = Optional.empty();
    private Optional<Duration> retry = Optional.empty();

    /**
     * Begins to read.
     *
     * @param expected the answer that is waited for; without one, the stream is read to its end
     * @param most how many messages there may be
     */
    MessageStream(Optional<RpcId> expected, Counterpart counterpart, int most) {
        this.expected = expected;
        this.counterpart = counterpart;
        this.left = most;
    }

    /** How a piece of the stream ended. */
    sealed interface Piece {

        /** With the answer. */
        record Replied(RpcMessage.Reply reply) implements Piece {}

        /** Without it, properly or by a cut. */
        record Broke(Loss reason) implements Piece {}
    }

    /** Reads a piece of the stream. */
    Piece read(InputStream body) throws ProtocolBroken {
        SseReader reader = new SseReader(body);
        try {
            for (Optional<SseEvent> next = reader.next(); next.isPresent(); next = reader.next()) {
                SseEvent event = next.get();
                lastId = event.lastId().or(() -> lastId);
                retry = event.retry().or(() -> retry);
                Optional<RpcMessage.Reply> reply = take(event);
                if (reply.isPresent()) {
                    return new Piece.Replied(reply.get());
                }
            }
            return new Piece.Broke(Loss.DISCONNECTED);
        } catch (BodyLost e) {
            return new Piece.Broke(e.reason());
        } catch (IOException e) {
            throw new IllegalStateException("a body is lost for a reason", e);
        }
    }

    /** Where the stream can be taken up, if the server said so. */
    Optional<String> lastId() {
        return lastId;
    }

    /** How long the server wants to be left alone before. */
    Optional<Duration> retry() {
        return retry;
    }

    private Optional<RpcMessage.Reply> take(SseEvent event) throws ProtocolBroken {
        if (event.data().isEmpty() || !event.type().equals("message")) {
            return Optional.empty();
        }
        if (left-- == 0) {
            throw new ProtocolBroken("The server sends more messages than are taken.");
        }
        return take(ForeignJson.read(event.data()));
    }

    /** Takes a message; gives it if it is the answer. */
    Optional<RpcMessage.Reply> take(Optional<JsonNode> document) throws ProtocolBroken {
        switch (message(document)) {
            case RpcMessage.Reply reply -> {
                if (!expected.equals(Optional.of(reply.id()))) {
                    throw new ProtocolBroken("The server answers what it was not asked.");
                }
                return Optional.of(reply);
            }
            case RpcMessage.Request(RpcId id, String method, ObjectNode params) ->
                    counterpart.asked(id, method, params);
            case RpcMessage.Notification(String method, ObjectNode params) ->
                    counterpart.told(method, params);
        }
        return Optional.empty();
    }

    private static RpcMessage message(Optional<JsonNode> document) throws ProtocolBroken {
        if (!(document.orElse(null) instanceof ObjectNode object)) {
            throw new ProtocolBroken(
                    document.filter(JsonNode::isArray).isPresent()
                            ? "The server sends several messages as one, which MCP does not have."
                            : "The server sends something that is no JSON message.");
        }
        try {
            return RpcShape.read(object);
        } catch (RpcException e) {
            throw new ProtocolBroken("The server sends something that is no JSON-RPC message.");
        }
    }
}

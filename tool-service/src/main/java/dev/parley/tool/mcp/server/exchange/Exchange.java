package dev.parley.tool.mcp.server.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.rpc.RpcId;
import dev.parley.tool.mcp.rpc.RpcJson;
import dev.parley.tool.mcp.rpc.RpcMessage;
import dev.parley.tool.mcp.server.call.LogLevel;
import dev.parley.tool.mcp.server.protocol.Params;
import dev.parley.tool.mcp.server.protocol.RequestMeta;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request while it is answered.
 *
 * @param request what is asked
 * @param peer who asks
 * @param wire the way back
 * @param headers the values of an HTTP header of the request, by its name
 */
public record Exchange(
        RpcMessage.Request request, Peer peer, Wire wire, Function<String, List<String>> headers) {

    /** Does the work of one method. */
    @FunctionalInterface
    public interface Method {

        /** The result. */
        ObjectNode answer(Exchange exchange) throws ClientGone, InterruptedException;
    }

    /** The name of the request. */
    public RpcId id() {
        return request.id();
    }

    /** Its parameters. */
    public Params params() {
        return new Params(request.params());
    }

    /** What it says of itself. */
    public RequestMeta meta() {
        return RequestMeta.of(request.params());
    }

    /** Sends a notification that belongs to the request. */
    public void tell(String method, @Nullable ObjectNode params)
            throws ClientGone, InterruptedException {
        wire.send(RpcJson.notification(method, params));
    }

    /**
     * Tells the client how far the request has come, if it wants to know.
     *
     * @param sessionLevel which log lines its session wants, where requests do not say
     */
    public ClientFeedback feedback(Supplier<Optional<LogLevel>> sessionLevel) {
        Optional<LogLevel> level =
                peer.revision().stateless() ? meta().logLevel() : sessionLevel.get();
        return new ClientFeedback(this, level.orElse(null), meta().progressToken());
    }
}

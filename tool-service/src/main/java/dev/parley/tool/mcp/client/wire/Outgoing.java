package dev.parley.tool.mcp.client.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.Method;
import dev.parley.tool.egress.RequestBody;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.rpc.RpcId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something on its way to a server.
 *
 * @param body the message; none in a request for a stream, or for the end of a session
 * @param id under which an answer is expected, if one is
 * @param headers besides those of every exchange
 * @param resumable whether a stream that breaks off can be taken up where it broke, without asking
 *     the server for anything again
 */
public record Outgoing(
        Method method,
        Optional<ObjectNode> body,
        Optional<RpcId> id,
        Map<String, String> headers,
        boolean resumable) {

    private static final String EITHER = "application/json, text/event-stream";

    /** The request that carries it to an address. */
    EgressRequest to(WebAddress address) {
        EgressRequest request =
                EgressRequest.of(method, address)
                        .withHeader("Accept", method == Method.GET ? "text/event-stream" : EITHER);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.withHeader(header.getKey(), header.getValue());
        }
        return body.isEmpty() ? request : request.with(RequestBody.json(body.get().toString()));
    }

    /** The request that takes its stream up again. */
    Outgoing resuming(String lastId) {
        Map<String, String> resumed = new HashMap<>(headers);
        resumed.put("Last-Event-ID", lastId);
        return new Outgoing(Method.GET, Optional.empty(), id, Map.copyOf(resumed), true);
    }
}

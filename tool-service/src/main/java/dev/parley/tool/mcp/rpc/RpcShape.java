package dev.parley.tool.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The shape of one message, which must be beyond doubt. Pure. */
public final class RpcShape {

    private static final int MAX_METHOD = 128;

    private RpcShape() {}

    /** The message that an object is; throws {@link RpcException} if it is none. */
    public static RpcMessage read(ObjectNode message) {
        RpcId id = RpcId.find(message.get("id")).orElse(null);
        if (!RpcJson.VERSION.equals(message.path("jsonrpc").textValue())) {
            throw invalid("jsonrpc must be \"2.0\".", id);
        }
        if (message.has("id") && id == null) {
            throw invalid("id must be text of at most 256 characters or a whole number.", null);
        }
        return message.has("method") ? call(message, id) : reply(message, id);
    }

    private static RpcMessage call(ObjectNode message, @Nullable RpcId id) {
        String method = message.path("method").textValue();
        if (method == null || method.isEmpty() || method.length() > MAX_METHOD) {
            throw invalid("method must be text of 1 to 128 characters.", id);
        }
        if (message.has("result") || message.has("error")) {
            throw invalid("A message with a method has neither result nor error.", id);
        }
        JsonNode params = message.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            throw invalid("params must be a JSON object, or left out.", id);
        }
        ObjectNode given =
                params instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode();
        return id == null
                ? new RpcMessage.Notification(method, given)
                : new RpcMessage.Request(id, method, given);
    }

    private static RpcMessage reply(ObjectNode message, @Nullable RpcId id) {
        JsonNode result = message.path("result");
        JsonNode error = message.path("error");
        if (id == null || result.isObject() == error.isObject()) {
            throw invalid("A message has a method, or an id with either a result or an error.", id);
        }
        return new RpcMessage.Reply(id, error.isObject(), error.isObject() ? error : result);
    }

    static RpcException invalid(String message, @Nullable RpcId id) {
        return new RpcException(RpcError.INVALID_REQUEST, message).to(id);
    }
}

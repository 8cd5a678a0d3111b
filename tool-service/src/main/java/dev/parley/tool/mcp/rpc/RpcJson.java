package dev.parley.tool.mcp.rpc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The messages that this side sends. */
public final class RpcJson {

    static final String VERSION = "2.0";

    private RpcJson() {}

    /** The answer to a request. */
    public static ObjectNode result(RpcId id, ObjectNode result) {
        ObjectNode message = message();
        message.set("id", id.value());
        message.set("result", result);
        return message;
    }

    /** The error that ends a request, or that answers what no request could be read from. */
    public static ObjectNode error(RpcException failure) {
        ObjectNode message = message();
        if (failure.id() != null) {
            message.set("id", failure.id().value());
        }
        message.set("error", errorBody(failure));
        return message;
    }

    /** The inner part of an error. */
    public static ObjectNode errorBody(RpcException failure) {
        ObjectNode error =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("code", failure.error().code())
                        .put("message", failure.message());
        if (failure.data() != null) {
            error.set("data", failure.data());
        }
        return error;
    }

    /** A notification. */
    public static ObjectNode notification(String method, @Nullable ObjectNode params) {
        ObjectNode message = message().put("method", method);
        if (params != null) {
            message.set("params", params);
        }
        return message;
    }

    /** A request of this side. */
    public static ObjectNode request(RpcId id, String method, ObjectNode params) {
        ObjectNode message = notification(method, params);
        message.set("id", id.value());
        return message;
    }

    private static ObjectNode message() {
        return JsonNodeFactory.instance.objectNode().put("jsonrpc", VERSION);
    }
}

package dev.parley.tool.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A message. */
public sealed interface RpcMessage {

    /** Wants an answer under its id. */
    record Request(RpcId id, String method, ObjectNode params) implements RpcMessage {}

    /** Wants none. */
    record Notification(String method, ObjectNode params) implements RpcMessage {}

    /**
     * Answers a request that this side made.
     *
     * @param failed whether {@code body} is an error and not a result
     */
    record Reply(RpcId id, boolean failed, JsonNode body) implements RpcMessage {}
}

package dev.parley.tool.mcp.client.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.rpc.RpcId;

/** Who takes what a server says ahead of its answer. */
public interface Counterpart {

    /** The server has opened a stream, on which it may now say something. */
    default void opened() {}

    /** The server tells something. */
    void told(String method, ObjectNode params) throws ProtocolBroken;

    /** The server asks something, and waits for an answer in a message of its own. */
    void asked(RpcId id, String method, ObjectNode params) throws ProtocolBroken;
}

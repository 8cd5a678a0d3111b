package dev.parley.tool.mcp.server.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The way to the client while its request is open. May be used from any thread; a client that reads
 * slowly holds up whoever writes.
 */
public interface Wire {

    /** Sends a message ahead of the answer, which makes the answer a stream. */
    void send(ObjectNode message) throws ClientGone, InterruptedException;

    /** Keeps proxies from taking the connection for dead; makes the answer a stream as well. */
    void heartbeat() throws ClientGone, InterruptedException;

    /** Does something as soon as the client leaves, or now if it has left. */
    void whenGone(Runnable action);
}

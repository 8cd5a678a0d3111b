package dev.parley.tool.mcp.client.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A call of a tool.
 *
 * @param name as the server calls it
 * @param inputSchema as the server gave it: it says which arguments go into headers, too
 * @param meta what the server is told besides, in {@code _meta}
 */
public record ToolCall(
        String name, ObjectNode inputSchema, ObjectNode arguments, ObjectNode meta) {}

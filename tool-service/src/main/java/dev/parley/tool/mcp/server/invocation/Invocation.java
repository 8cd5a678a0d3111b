package dev.parley.tool.mcp.server.invocation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import java.util.function.Function;

/**
 * A call that is about to be made.
 *
 * @param method under which the client asks for it
 * @param name of what is called
 * @param arguments what it is called with
 * @param patience what becomes of it if it takes long
 * @param call makes it
 * @param render puts its result into the protocol's words
 */
public record Invocation<T>(
        String method,
        String name,
        ObjectNode arguments,
        Patience patience,
        Function<McpCall, Outcome<T>> call,
        Function<T, ObjectNode> render) {}

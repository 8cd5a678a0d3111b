package dev.parley.tool.mcp.server.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import java.util.List;
import java.util.Optional;

/** Tools that clients may list and call, each within what its caller may do. */
public interface McpTools {

    /** Up to {@code limit} tools with names after {@code name}, by name; none that is forbidden. */
    List<McpTool> after(Caller caller, String name, int limit);

    /** The tool of this name, unless there is none or it is forbidden. */
    Optional<McpTool> find(Caller caller, String name);

    /**
     * Calls a tool; blocks as long as it works, and ends early when it is interrupted. What went
     * wrong in a way that a model may mend is a {@link ToolResult} that says so; an exception is a
     * fault on this side.
     *
     * @param name a tool that this caller can find
     * @param arguments not yet held against the tool's schema
     */
    Outcome<ToolResult> call(McpCall call, String name, ObjectNode arguments);
}

package dev.parley.tool.mcp.server.everything;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.offer.McpTool;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import dev.parley.tool.mcp.server.offer.ToolResult;

/** A tool that does what the suite expects of its name. */
record ScriptedTool(McpTool shown, Script script) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_ARGUMENTS = "{\"type\":\"object\",\"properties\":{}}";

    /** What happens when it is called. */
    interface Script {

        Outcome<ToolResult> run(McpCall call, ObjectNode arguments) throws InterruptedException;
    }

    static ScriptedTool tool(String name, Script script) {
        return tool(name, Patience.WAITS, NO_ARGUMENTS, script);
    }

    static ScriptedTool tool(String name, Patience patience, String schema, Script script) {
        return new ScriptedTool(
                McpTool.of(name, "Does what the suite expects of it.", json(schema), patience),
                script);
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Outcome<ToolResult> done(ToolResult result) {
        return new Outcome.Done<>(result);
    }

    static Outcome<ToolResult> says(String text) {
        return done(ToolResult.text(text));
    }
}

package dev.parley.tool.definition;

import dev.parley.tool.builtin.BuiltinTool;
import dev.parley.tool.http.HttpTool;
import dev.parley.tool.remote.RemoteTool;

/** What does the work of a tool. */
public sealed interface Binding {

    /** It comes with Parley and works within this process, in milliseconds. */
    record Local(BuiltinTool tool) implements Binding {}

    /** It comes with Parley and asks others. */
    record Remote(dev.parley.tool.builtin.RemoteTool tool) implements Binding {}

    /** A tool of an MCP server that the tenant named. */
    record Mcp(RemoteTool tool) implements Binding {}

    /** An HTTP API. */
    record Http(HttpTool tool) implements Binding {}
}

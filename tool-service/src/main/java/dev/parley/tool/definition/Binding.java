package dev.parley.tool.definition;

import dev.parley.tool.builtin.BuiltinTool;
import dev.parley.tool.builtin.RemoteTool;
import dev.parley.tool.http.HttpTool;

/** What does the work of a tool. */
public sealed interface Binding {

    /** It comes with Parley and works within this process, in milliseconds. */
    record Local(BuiltinTool tool) implements Binding {}

    /** It comes with Parley and asks others. */
    record Remote(RemoteTool tool) implements Binding {}

    /** An HTTP API. */
    record Http(HttpTool tool) implements Binding {}
}

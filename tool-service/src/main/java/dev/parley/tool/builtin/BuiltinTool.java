package dev.parley.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;

/** A tool that comes with Parley: no effects, no remote calls, an answer within milliseconds. */
public interface BuiltinTool {

    /** Unique among all tools. */
    String name();

    /** What it does and when to use it, for a model to choose by. */
    String description();

    /** JSON Schema 2020-12 of its arguments. */
    String inputSchema();

    /** Calls the tool with arguments that fit the schema. */
    JsonNode call(JsonNode arguments) throws ToolFailure;
}

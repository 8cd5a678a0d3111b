package dev.parley.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.invocation.ToolFailure;

/** A tool that comes with Parley: no effects, no remote calls, an answer within milliseconds. */
public interface BuiltinTool extends DescribedTool {

    /** Calls the tool with arguments that fit the schema. */
    JsonNode call(JsonNode arguments) throws ToolFailure;
}

package dev.parley.tool.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import dev.parley.tool.builtin.BuiltinTool;

/** A tool that can be called. */
public record Tool(BuiltinTool implementation, JsonNode inputSchema, Schema validator) {

    /** Unique among all tools. */
    public String name() {
        return implementation.name();
    }
}

package dev.parley.tool.definition;

import com.fasterxml.jackson.databind.JsonNode;

/** A tool as clients see it. */
record ToolResponse(
        String name,
        String description,
        String kind,
        JsonNode inputSchema,
        String effects,
        String approval,
        int version) {

    static ToolResponse of(Tool tool) {
        return new ToolResponse(
                tool.name(),
                tool.implementation().description(),
                "builtin",
                tool.inputSchema(),
                "none",
                "never",
                1);
    }
}

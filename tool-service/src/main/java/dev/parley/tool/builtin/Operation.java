package dev.parley.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.invocation.ToolFailure;

/** A call of a tool that can do several things, each of which needs other arguments. */
public record Operation(JsonNode arguments) {

    /** What is to be done. */
    public String name() {
        return arguments.path("operation").asText();
    }

    /** An argument that this operation cannot do without. */
    public String required(String field) throws ToolFailure {
        String value = arguments.path(field).asText("");
        if (value.isEmpty()) {
            throw new ToolFailure(
                    "argument-missing", "The operation " + name() + " needs " + field + '.');
        }
        return value;
    }
}

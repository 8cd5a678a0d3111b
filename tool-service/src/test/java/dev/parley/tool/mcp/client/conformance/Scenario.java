package dev.parley.tool.mcp.client.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * What the suite wants the client to do.
 *
 * @param url the server
 * @param context what the client should know beforehand
 */
record Scenario(String name, String url, JsonNode context) {

    static Scenario of(JsonNode json) {
        return new Scenario(
                json.path("scenario").asText(), json.path("url").asText(), json.path("context"));
    }

    /** A call of a tool. */
    record Call(ToolDefinition tool, ObjectNode arguments) {}

    /** The calls that exercise it: those that it names, or else one of each tool. */
    List<Call> calls(List<ToolDefinition> tools) {
        List<Call> calls = new ArrayList<>();
        JsonNode named = context.path("toolCalls");
        for (ToolDefinition tool : tools) {
            if (named.isMissingNode()) {
                calls.add(new Call(tool, arguments(tool, tools)));
            }
            for (JsonNode call : named) {
                if (call.path("name").asText().equals(tool.name())) {
                    calls.add(new Call(tool, (ObjectNode) call.path("arguments")));
                }
            }
        }
        return calls;
    }

    private static ObjectNode arguments(ToolDefinition tool, List<ToolDefinition> tools) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        switch (tool.name()) {
            case "add_numbers" -> arguments.put("a", 5).put("b", 3);
            case "valid_tool" -> arguments.put("region", "us-west1");
            case "lookup_user" -> arguments.put("id", "ada");
            case "json_schema_echo" -> arguments.set("schema", tools.getFirst().inputSchema());
            default -> {
                // These want none.
            }
        }
        return arguments;
    }
}

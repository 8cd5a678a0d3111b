package dev.parley.tool.mcp.server.everything;

import static dev.parley.tool.mcp.server.everything.ScriptedTool.json;
import static dev.parley.tool.mcp.server.everything.ScriptedTool.says;
import static dev.parley.tool.mcp.server.everything.ScriptedTool.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.server.call.InputRequest;
import dev.parley.tool.mcp.server.call.InputRequest.Elicitation;
import dev.parley.tool.mcp.server.call.InputRequest.Roots;
import dev.parley.tool.mcp.server.call.InputRequest.Sampling;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.offer.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tools that cannot go on without their client. */
final class AskingTools {

    private static final String DEFAULTS =
            """
            {"type": "object", "required": [], "properties": {
              "name": {"type": "string", "default": "John Doe"},
              "age": {"type": "integer", "default": 30},
              "score": {"type": "number", "default": 95.5},
              "status": {"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
              "verified": {"type": "boolean", "default": true}}}
            """;

    private static final String CHOICES =
            """
            {"type": "object", "required": [], "properties": {
              "untitledSingle": {"type": "string", "enum": ["option1", "option2", "option3"]},
              "titledSingle": {"type": "string", "oneOf": [
                {"const": "value1", "title": "First Option"}, {"const": "value2", "title": "Second Option"}]},
              "legacyEnum": {"type": "string", "enum": ["opt1", "opt2", "opt3"],
                "enumNames": ["Option One", "Option Two", "Option Three"]},
              "untitledMulti": {"type": "array", "items": {"type": "string", "enum": ["option1", "option2", "option3"]}},
              "titledMulti": {"type": "array", "items": {"anyOf": [
                {"const": "value1", "title": "First Choice"}, {"const": "value2", "title": "Second Choice"}]}}}}
            """;

    private AskingTools() {}

    static List<ScriptedTool> all() {
        return List.of(
                tool("test_sampling", asking("reply", sampling("Say something."))),
                tool("test_missing_capability", asking("reply", sampling("Say something."))),
                tool("test_elicitation", asking("form", form("Who are you?", "username"))),
                tool(
                        "test_streaming_elicitation",
                        asking("form", form("Who are you?", "username"))),
                tool(
                        "test_elicitation_sep1034_defaults",
                        asking("form", new Elicitation("Anything to change?", json(DEFAULTS)))),
                tool(
                        "test_elicitation_sep1330_enums",
                        asking("form", new Elicitation("Which?", json(CHOICES)))),
                tool(
                        "test_input_required_result_elicitation",
                        asking("user_name", form("What is your name?", "name"))),
                tool(
                        "test_input_required_result_sampling",
                        asking("capital_question", sampling("What is the capital of France?"))),
                tool("test_input_required_result_list_roots", asking("client_roots", new Roots())),
                tool("test_input_required_result_request_state", AskingTools::confirmsWithState),
                tool("test_input_required_result_tampered_state", AskingTools::confirmsWithState),
                tool("test_input_required_result_multiple_inputs", AskingTools::asksForMuch),
                tool("test_input_required_result_multi_round", AskingTools::asksTwice),
                tool("test_input_required_result_capabilities", AskingTools::asksWhatIsAllowed));
    }

    /** Asks once; says what it was told. */
    static ScriptedTool.Script asking(String name, InputRequest request) {
        return (call, arguments) ->
                call.inputs().answers().containsKey(name)
                        ? says("I was told: " + call.inputs().answers().get(name))
                        : needs(Map.of(name, request), null);
    }

    static Elicitation form(String message, String field) {
        ObjectNode schema = json("{\"type\":\"object\"}");
        schema.putObject("properties").putObject(field).put("type", "string");
        schema.putArray("required").add(field);
        return new Elicitation(message, schema);
    }

    private static Sampling sampling(String prompt) {
        ObjectNode params = json("{\"maxTokens\":100}");
        params.putArray("messages")
                .addObject()
                .put("role", "user")
                .putObject("content")
                .put("type", "text")
                .put("text", prompt);
        return new Sampling(params);
    }

    private static Outcome<ToolResult> needs(
            Map<String, InputRequest> requests, @Nullable String state) {
        return new Outcome.InputRequired<>(requests, state);
    }

    private static Outcome<ToolResult> confirmsWithState(McpCall call, ObjectNode arguments) {
        return "waiting".equals(call.inputs().state()) && call.inputs().answers().containsKey("ok")
                ? says("state-ok")
                : needs(Map.of("ok", form("Please confirm", "ok")), "waiting");
    }

    private static Outcome<ToolResult> asksForMuch(McpCall call, ObjectNode arguments) {
        Map<String, InputRequest> requests = new LinkedHashMap<>();
        requests.put("user_name", form("What is your name?", "name"));
        requests.put("greeting", sampling("Generate a greeting"));
        requests.put("client_roots", new Roots());
        return call.inputs().answers().keySet().containsAll(requests.keySet())
                ? says("complete")
                : needs(requests, "much");
    }

    private static Outcome<ToolResult> asksTwice(McpCall call, ObjectNode arguments) {
        String state = call.inputs().state();
        if ("second".equals(state) && call.inputs().answers().containsKey("step2")) {
            return says("complete");
        }
        return "first".equals(state) && call.inputs().answers().containsKey("step1")
                ? needs(Map.of("step2", form("What is your favorite color?", "color")), "second")
                : needs(Map.of("step1", form("What is your name?", "name")), "first");
    }

    private static Outcome<ToolResult> asksWhatIsAllowed(McpCall call, ObjectNode arguments) {
        Map<String, InputRequest> requests = new LinkedHashMap<>();
        requests.put("form", form("Who are you?", "name"));
        requests.put("reply", sampling("Say something."));
        requests.values().removeIf(request -> !call.client().allow(request));
        return call.inputs().given() ? says("complete") : needs(requests, null);
    }
}

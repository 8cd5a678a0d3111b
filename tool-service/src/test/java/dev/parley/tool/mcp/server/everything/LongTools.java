package dev.parley.tool.mcp.server.everything;

import static dev.parley.tool.mcp.server.everything.ScriptedTool.done;
import static dev.parley.tool.mcp.server.everything.ScriptedTool.says;
import static dev.parley.tool.mcp.server.everything.ScriptedTool.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.server.call.InputRequest;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import dev.parley.tool.mcp.server.offer.ToolResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tools that take longer than a client waits. */
final class LongTools {

    /** Longer than the suite's server lets a client wait. */
    private static final Duration LONG = Duration.ofMillis(400);

    private static final String ANYTHING = "{\"type\":\"object\"}";

    private LongTools() {}

    static List<ScriptedTool> all() {
        return List.of(
                tool("greet", LongTools::greets),
                tool("slow_compute", Patience.MAY_BECOME_TASK, ANYTHING, LongTools::computes),
                tool("failing_job", Patience.IS_TASK, ANYTHING, LongTools::fails),
                tool("protocol_error_job", Patience.IS_TASK, ANYTHING, LongTools::breaks),
                tool("confirm_delete", Patience.MAY_BECOME_TASK, ANYTHING, LongTools::confirms),
                tool("multi_input", Patience.MAY_BECOME_TASK, ANYTHING, LongTools::asksTwoThings),
                tool(
                        "test_tool_with_task",
                        Patience.IS_TASK,
                        ANYTHING,
                        AskingTools.asking("user_name", AskingTools.form("Who?", "name"))));
    }

    private static Outcome<ToolResult> greets(McpCall call, ObjectNode arguments) {
        return says("Hello, " + arguments.path("name").asText() + "!");
    }

    private static Outcome<ToolResult> computes(McpCall call, ObjectNode arguments)
            throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(arguments.path("seconds").asLong()));
        return says("computed " + arguments.path("label").asText());
    }

    private static Outcome<ToolResult> fails(McpCall call, ObjectNode arguments)
            throws InterruptedException {
        Thread.sleep(LONG);
        return done(ToolResult.failure("The job failed."));
    }

    private static Outcome<ToolResult> breaks(McpCall call, ObjectNode arguments) {
        throw new IllegalStateException("this tool is broken, as the suite expects");
    }

    private static Outcome<ToolResult> confirms(McpCall call, ObjectNode arguments)
            throws InterruptedException {
        if (call.inputs().given()) {
            return says("deleted");
        }
        Thread.sleep(LONG);
        return new Outcome.InputRequired<>(
                Map.of("confirm", AskingTools.form("Really?", "confirm")), null);
    }

    private static Outcome<ToolResult> asksTwoThings(McpCall call, ObjectNode arguments)
            throws InterruptedException {
        Map<String, InputRequest> requests = new LinkedHashMap<>();
        requests.put("one", AskingTools.form("One?", "name"));
        requests.put("two", AskingTools.form("Two?", "name"));
        if (call.inputs().answers().keySet().containsAll(requests.keySet())) {
            return says("both");
        }
        Thread.sleep(LONG);
        return new Outcome.InputRequired<>(requests, null);
    }
}

package dev.parley.tool.mcp.server.everything;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.offer.McpChanges;
import dev.parley.tool.mcp.server.offer.McpTool;
import dev.parley.tool.mcp.server.offer.McpTools;
import dev.parley.tool.mcp.server.offer.ToolResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

@Alternative
@ApplicationScoped
public class EverythingTools implements McpTools {

    private final TreeMap<String, ScriptedTool> tools = new TreeMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<String> interrupted = ConcurrentHashMap.newKeySet();

    @Inject
    EverythingTools(EverythingChanges changes) {
        Stream.of(
                        ContentTools.all(),
                        AskingTools.all(),
                        LongTools.all(),
                        List.of(
                                changing(
                                        "test_trigger_tool_change",
                                        changes,
                                        new McpChanges.Change.Tools()),
                                changing(
                                        "test_trigger_prompt_change",
                                        changes,
                                        new McpChanges.Change.Prompts()),
                                changing(
                                        "test_trigger_resource_change",
                                        changes,
                                        new McpChanges.Change.Content("test://watched-resource"))))
                .flatMap(List::stream)
                .forEach(tool -> tools.put(tool.shown().name(), tool));
    }

    private static ScriptedTool changing(
            String name, EverythingChanges changes, McpChanges.Change change) {
        return ScriptedTool.tool(
                name,
                (call, arguments) -> {
                    changes.tell(change);
                    return ScriptedTool.says("changed");
                });
    }

    /** Whether a call with this label has begun. */
    public boolean isRunning(String label) {
        return running.contains(label);
    }

    /** Whether a call with this label was interrupted. */
    public boolean wasInterrupted(String label) {
        return interrupted.contains(label);
    }

    @Override
    public List<McpTool> after(Caller caller, String name, int limit) {
        return tools.tailMap(name, false).values().stream()
                .map(ScriptedTool::shown)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<McpTool> find(Caller caller, String name) {
        return Optional.ofNullable(tools.get(name)).map(ScriptedTool::shown);
    }

    @Override
    public Outcome<ToolResult> call(McpCall call, String name, ObjectNode arguments) {
        running.add(arguments.path("label").asText());
        try {
            return Objects.requireNonNull(tools.get(name)).script().run(call, arguments);
        } catch (InterruptedException e) {
            interrupted.add(arguments.path("label").asText());
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}

package dev.parley.agent.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.event.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The finished steps of a run. A successor goes on after them and repeats none.
 *
 * @param models the model calls by step, counted from 0
 * @param tools the tool calls by step and place within it
 */
public record Journal(TreeMap<Integer, ModelStep> models, Map<ToolPlace, ToolStep> tools) {

    /** The journal of a run that nobody has worked on yet. */
    public static Journal empty() {
        return new Journal(new TreeMap<>(), new HashMap<>());
    }

    /** A finished model call. */
    public record ModelStep(String text, List<PlannedCall> calls, Usage usage) {}

    /** A tool call that a model asked for. */
    public record PlannedCall(String tool, JsonNode arguments) {}

    /** A finished tool call; exactly one of {@code result} and {@code problem} is set. */
    public record ToolStep(
            @Nullable JsonNode result, @Nullable RunProblem problem, long durationMs) {}

    /** Where a tool call stands. */
    public record ToolPlace(int step, int index) {}
}

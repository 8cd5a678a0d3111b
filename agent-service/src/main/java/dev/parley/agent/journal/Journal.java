package dev.parley.agent.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.event.ToolCallRecord;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The finished steps of a run. A successor goes on after them and repeats none.
 *
 * @param run whose they are
 * @param models the model calls by step, counted from 0
 * @param tools the tool calls by step and place within it
 * @param takenOver where the model calls come from that another run made
 */
public record Journal(
        RunId run,
        TreeMap<Integer, ModelStep> models,
        Map<ToolPlace, ToolStep> tools,
        Map<Integer, Origin> takenOver) {

    private static final String BETWEEN_STEPS = "\n\n";

    /** The journal of a run that nobody has worked on yet. */
    public static Journal empty(RunId run) {
        return new Journal(run, new TreeMap<>(), new HashMap<>(), new HashMap<>());
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

    /**
     * Where a step comes from.
     *
     * @param run the run whose model planned its calls, which gives them their ids
     * @param earlierClaims how many claims of earlier runs may have made these calls
     */
    public record Origin(RunId run, int earlierClaims) {}

    /**
     * What a run came to with these steps.
     *
     * @param toolCalls those that have an outcome, in order
     */
    public record Outcome(String reply, List<ToolCallRecord> toolCalls, Usage usage) {}

    /**
     * The id of a call: that of the run which planned it, so that a call which was under way when
     * that run failed is the same call for its successor.
     */
    public CallId callId(int step, int index) {
        return new CallId(origin(step).run(), step, index);
    }

    /** Where a step comes from; from this run if nothing else is known. */
    public Origin origin(int step) {
        return takenOver.getOrDefault(step, new Origin(run, 0));
    }

    /** What stands between the reply so far and the text of the next step. */
    public static String separator(CharSequence reply) {
        return reply.isEmpty() ? "" : BETWEEN_STEPS;
    }

    /** The text that these steps have produced. */
    public String reply() {
        return models.values().stream()
                .map(ModelStep::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(BETWEEN_STEPS));
    }

    /** What the run came to. */
    public Outcome outcome() {
        Usage usage = Usage.NONE;
        List<ToolCallRecord> calls = new ArrayList<>();
        for (Map.Entry<Integer, ModelStep> model : models.entrySet()) {
            usage = usage.plus(model.getValue().usage());
            calls.addAll(endedCalls(model.getKey(), model.getValue()));
        }
        return new Outcome(reply(), List.copyOf(calls), usage);
    }

    /**
     * The planned calls of the last model call that have no outcome: one of them may be under way.
     */
    public List<CallId> openCalls() {
        if (models.isEmpty()) {
            return List.of();
        }
        int step = models.lastKey();
        List<CallId> open = new ArrayList<>();
        for (int i = 0; i < models.lastEntry().getValue().calls().size(); i++) {
            if (!tools.containsKey(new ToolPlace(step, i))) {
                open.add(callId(step, i));
            }
        }
        return List.copyOf(open);
    }

    private List<ToolCallRecord> endedCalls(int step, ModelStep model) {
        List<ToolCallRecord> calls = new ArrayList<>();
        for (int i = 0; i < model.calls().size(); i++) {
            ToolStep ended = tools.get(new ToolPlace(step, i));
            PlannedCall planned = model.calls().get(i);
            if (ended != null) {
                calls.add(
                        new ToolCallRecord(
                                callId(step, i),
                                planned.tool(),
                                planned.arguments(),
                                ended.result(),
                                ended.problem()));
            }
        }
        return calls;
    }
}

package dev.parley.agent.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agent.journal.Journal;
import dev.parley.agent.model.Turn;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.event.ToolCallRecord;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How far a run has come: the transcript for the model, the reply so far, the tool calls and the
 * usage.
 */
final class RunProgress {

    private final List<Turn> transcript = new ArrayList<>();
    private final StringBuilder reply = new StringBuilder();
    private final StringBuilder unfinished = new StringBuilder();
    private final List<ToolCallRecord> toolCalls = new ArrayList<>();
    private Journal known;
    private Usage usage = Usage.NONE;
    private int steps;

    RunProgress(RunId run) {
        this.known = Journal.empty(run);
    }

    /** Begins with what was said before the run, and what earlier claims have finished of it. */
    void begin(List<Turn> context, Journal finished) {
        transcript.addAll(context);
        known = finished;
    }

    List<Turn> transcript() {
        return List.copyOf(transcript);
    }

    String reply() {
        return reply.toString();
    }

    /** The reply so far with what the step that is under way has said. */
    String replySoFar() {
        return reply.toString() + unfinished;
    }

    /** Takes text of a step that is under way. */
    void streamed(String text) {
        unfinished.append(text);
    }

    /** Forgets the step that is under way. */
    void restart() {
        unfinished.setLength(0);
    }

    /** What stands between the reply so far and the text of the next step. */
    String separator() {
        return Journal.separator(reply);
    }

    List<ToolCallRecord> toolCalls() {
        return List.copyOf(toolCalls);
    }

    /** The tool calls that have an outcome. */
    private List<ToolCallRecord> endedToolCalls() {
        return toolCalls.stream().filter(call -> !call.forClient()).toList();
    }

    /** What this claim has come to. */
    Journal.Outcome outcome() {
        return new Journal.Outcome(reply(), endedToolCalls(), usage);
    }

    Usage usage() {
        return usage;
    }

    /** The number of finished model calls, which is the number of the next. */
    int steps() {
        return steps;
    }

    /** Takes a finished model call; its text becomes part of the reply. */
    void took(Journal.ModelStep step) {
        restart();
        if (!step.text().isEmpty()) {
            reply.append(separator()).append(step.text());
        }
        List<Turn.Call> calls = new ArrayList<>();
        for (int i = 0; i < step.calls().size(); i++) {
            Journal.PlannedCall planned = step.calls().get(i);
            calls.add(
                    new Turn.Call(
                            known.callId(steps, i).toString(),
                            planned.tool(),
                            planned.arguments()));
        }
        transcript.add(new Turn.Assistant(step.text(), calls));
        usage = usage.plus(step.usage());
        steps++;
    }

    /** Takes a tool call of the last model call that the client executes, after this run. */
    void handedBack(CallId call, Journal.PlannedCall planned) {
        toolCalls.add(new ToolCallRecord(call, planned.tool(), planned.arguments(), null, null));
    }

    /** Takes a finished tool call of the last model call. */
    void took(CallId call, Journal.PlannedCall planned, Journal.ToolStep step) {
        transcript.add(new Turn.ToolResult(call.toString(), planned.tool(), forModel(step)));
        toolCalls.add(
                new ToolCallRecord(
                        call, planned.tool(), planned.arguments(), step.result(), step.problem()));
    }

    private static String forModel(Journal.ToolStep step) {
        JsonNode result = step.result();
        if (result != null) {
            return result.toString();
        }
        RunProblem problem = Objects.requireNonNull(step.problem());
        return EventJson.mapper()
                .createObjectNode()
                .put("error", problem.title() + ". " + problem.detail())
                .toString();
    }
}

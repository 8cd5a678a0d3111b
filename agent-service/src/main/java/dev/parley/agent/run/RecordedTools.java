package dev.parley.agent.run;

import dev.parley.agent.journal.Journal;
import dev.parley.agent.toolbox.ToolOutcome;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.CallId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Gives what the tools gave when a run was executed: the same call has the same outcome, and if it
 * was made several times, one after the other. Nothing is executed.
 */
final class RecordedTools implements StepTools {

    private final Map<Journal.PlannedCall, Deque<Journal.ToolStep>> recorded = new HashMap<>();

    private RecordedTools() {}

    static RecordedTools of(Journal journal) {
        RecordedTools tools = new RecordedTools();
        journal.models()
                .forEach((step, model) -> {
                    for (int i = 0; i < model.calls().size(); i++) {
                        Journal.ToolStep outcome =
                                journal.tools().get(new Journal.ToolPlace(step, i));
                        if (outcome != null) {
                            tools.recorded
                                    .computeIfAbsent(
                                            model.calls().get(i), call -> new ArrayDeque<>())
                                    .add(outcome);
                        }
                    }
                });
        return tools;
    }

    @Override
    public ToolOutcome execute(CallId call, Journal.PlannedCall planned) {
        Deque<Journal.ToolStep> outcomes = recorded.get(planned);
        if (outcomes == null) {
            return new ToolOutcome.Failed(
                    new RunProblem(
                            "not-recorded",
                            "The original run made no such call",
                            "A replay executes nothing; the original run did not call "
                                    + planned.tool()
                                    + " with these arguments."),
                    0);
        }
        // The last one stays, for whoever calls more often than the original did.
        Journal.ToolStep outcome =
                outcomes.size() > 1 ? outcomes.removeFirst() : outcomes.getFirst();
        return outcome.result() == null
                ? new ToolOutcome.Failed(
                        Objects.requireNonNull(outcome.problem()), outcome.durationMs())
                : new ToolOutcome.Succeeded(outcome.result(), outcome.durationMs());
    }
}

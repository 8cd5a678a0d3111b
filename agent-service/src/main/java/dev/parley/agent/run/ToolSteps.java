package dev.parley.agent.run;

import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.toolbox.ToolOutcome;
import dev.parley.agent.toolbox.Toolbox;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.id.CallId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Executes the tool calls of a step, in the model's order, and journals each; those already
 * journalled are not repeated, and those that are the client's are left to it.
 */
@ApplicationScoped
class ToolSteps {

    private final Toolbox toolbox;
    private final StepJournal journal;

    @Inject
    ToolSteps(Toolbox toolbox, StepJournal journal) {
        this.toolbox = toolbox;
        this.journal = journal;
    }

    void run(
            ClaimedRun run,
            int step,
            List<Journal.PlannedCall> calls,
            Journal known,
            RunProgress progress,
            RunEvents events)
            throws InterruptedException {
        for (int i = 0; i < calls.size(); i++) {
            events.emit(
                    new RunActivity.ToolCalled(
                            new CallId(run.id(), step, i),
                            calls.get(i).tool(),
                            calls.get(i).arguments(),
                            forClient(run, calls.get(i)) ? true : null));
        }
        for (int i = 0; i < calls.size(); i++) {
            CallId call = new CallId(run.id(), step, i);
            if (forClient(run, calls.get(i))) {
                progress.handedBack(call, calls.get(i));
                continue;
            }
            Journal.ToolPlace place = new Journal.ToolPlace(step, i);
            Journal.ToolStep finished =
                    finished(run, call, place, calls.get(i), known.tools().get(place));
            events.emit(announcement(call, calls.get(i).tool(), finished));
            progress.took(call, calls.get(i), finished);
        }
    }

    /** Whether the client executes the call, once the run has ended. */
    static boolean forClient(ClaimedRun run, Journal.PlannedCall call) {
        return run.options().clientTools().stream()
                .anyMatch(tool -> tool.name().equals(call.tool()));
    }

    private Journal.ToolStep finished(
            ClaimedRun run,
            CallId call,
            Journal.ToolPlace place,
            Journal.PlannedCall planned,
            Journal.@Nullable ToolStep known)
            throws InterruptedException {
        if (known != null) {
            return known;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was lost before its next tool call");
        }
        Instant startedAt = Instant.now();
        Journal.ToolStep step =
                step(toolbox.execute(run.actor(), call, planned.tool(), planned.arguments()));
        journal.append(run, place, step, startedAt);
        return step;
    }

    private static Journal.ToolStep step(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Succeeded done ->
                    new Journal.ToolStep(done.result(), null, done.durationMs());
            case ToolOutcome.Failed failed ->
                    new Journal.ToolStep(null, failed.problem(), failed.durationMs());
        };
    }

    private static RunActivity announcement(CallId call, String tool, Journal.ToolStep step) {
        if (step.result() != null) {
            return new RunActivity.ToolFinished(call, tool, step.result(), step.durationMs());
        }
        return new RunActivity.ToolFailed(
                call, tool, Objects.requireNonNull(step.problem()), step.durationMs());
    }
}

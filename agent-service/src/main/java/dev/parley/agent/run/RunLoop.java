package dev.parley.agent.run;

import dev.parley.agent.definition.AgentDefinition;
import dev.parley.agent.definition.Limits;
import dev.parley.agent.model.ModelFailure;
import dev.parley.agent.model.ToolOffer;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.contracts.event.RunProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The loop of an agent: model, tools, model, … until an answer or a limit. Every finished step is
 * journalled.
 */
@ApplicationScoped
class RunLoop {

    private final ModelSteps models;
    private final ToolSteps tools;
    private final StepJournal journal;

    @Inject
    RunLoop(ModelSteps models, ToolSteps tools, StepJournal journal) {
        this.models = models;
        this.tools = tools;
        this.journal = journal;
    }

    /** What a loop works with. */
    record Workspace(
            ClaimedRun run,
            AgentDefinition agent,
            List<ToolOffer> offers,
            Journal known,
            RunProgress progress,
            RunEvents events) {}

    RunEnd run(Workspace work) throws InterruptedException {
        RunProgress progress = work.progress();
        long deadline = deadlineNanos(work);
        while (true) {
            int step = progress.steps();
            Journal.ModelStep model = work.known().models().get(step);
            if (model == null) {
                RunProblem limit = limitReached(work, deadline);
                if (limit != null) {
                    return new RunEnd.Unanswered(limit);
                }
                Instant startedAt = Instant.now();
                try {
                    model = models.call(work, deadline);
                } catch (ModelFailure e) {
                    return new RunEnd.Unanswered(e.problem());
                }
                if (model.calls().isEmpty()) {
                    return new RunEnd.Answered(step, model, startedAt);
                }
                journal.append(work.run(), step, model, startedAt);
            }
            progress.took(model);
            tools.run(work.run(), step, model.calls(), work.known(), progress, work.events());
            if (model.calls().stream().anyMatch(call -> ToolSteps.forClient(work.run(), call))) {
                return new RunEnd.HandedBack();
            }
        }
    }

    private static @Nullable RunProblem limitReached(Workspace work, long deadline) {
        Limits limits = work.agent().limits();
        int maxSteps = Objects.requireNonNull(limits.maxSteps());
        int maxToolCalls = Objects.requireNonNull(limits.maxToolCalls());
        if (System.nanoTime() - deadline >= 0) {
            return new RunProblem(
                    "run-timeout",
                    "The run took too long",
                    "The run passed its time limit; ask for less at once.");
        }
        if (work.progress().steps() >= maxSteps) {
            return new RunProblem(
                    "step-limit-reached",
                    "The agent did not come to an end",
                    "The agent used all its " + maxSteps + " steps.");
        }
        if (work.progress().toolCalls().size() > maxToolCalls) {
            return new RunProblem(
                    "tool-call-limit-reached",
                    "The agent called too many tools",
                    "The agent may call " + maxToolCalls + " tools in a run and called more.");
        }
        return null;
    }

    /** Time runs from the first claim on, whoever has held the run since. */
    private static long deadlineNanos(Workspace work) {
        Duration timeout = Objects.requireNonNull(work.agent().limits().timeout());
        Duration left = Duration.between(Instant.now(), work.run().startedAt().plus(timeout));
        return System.nanoTime() + left.toNanos();
    }
}

package dev.parley.agent.run;

import dev.parley.agent.definition.AgentDefinition;
import dev.parley.agent.definition.Limits;
import dev.parley.agent.journal.Begun;
import dev.parley.agent.journal.Journal;
import dev.parley.agent.journal.StepJournal;
import dev.parley.agent.model.ModelFailure;
import dev.parley.agent.model.ModelRequest;
import dev.parley.agent.model.ToolOffer;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.queue.Execution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
            Attempt attempt,
            AgentDefinition agent,
            List<ToolOffer> offers,
            Journal known,
            StepTools stepTools) {

        ClaimedRun run() {
            return attempt.run();
        }

        Execution execution() {
            return attempt.execution();
        }

        RunProgress progress() {
            return attempt.progress();
        }

        RunEvents events() {
            return attempt.events();
        }
    }

    RunEnd run(Workspace work) throws InterruptedException {
        while (true) {
            int step = work.progress().steps();
            Journal.ModelStep model = work.known().models().get(step);
            if (model == null) {
                Optional<RunEnd> border = atBorder(work);
                if (border.isPresent()) {
                    return border.get();
                }
                ModelRequest request = request(work);
                Begun begun = Begun.now(request);
                try {
                    model = callModel(work, request);
                } catch (ModelFailure e) {
                    // Whoever looks at the clock first, it is the same end.
                    return isOverdue(work)
                            ? new RunEnd.Expired()
                            : new RunEnd.Unanswered(e.problem(), e.mayPass());
                }
                if (model.calls().isEmpty()) {
                    return new RunEnd.Answered(step, model, begun);
                }
                journal.append(work.run(), step, model, begun);
            }
            work.progress().took(model);
            if (tooManyCalls(work, model)) {
                return tooManyCalls(work.agent().limits());
            }
            Optional<RunEnd> unfinished = tools.run(work, step, model.calls());
            if (unfinished.isPresent()) {
                return unfinished.get();
            }
            if (model.calls().stream().anyMatch(call -> ToolSteps.forClient(work.run(), call))) {
                return new RunEnd.HandedBack();
            }
        }
    }

    private static ModelRequest request(Workspace work) {
        return new ModelRequest(
                work.agent().model(),
                work.progress().transcript(),
                work.offers(),
                work.run().options());
    }

    private Journal.ModelStep callModel(Workspace work, ModelRequest request)
            throws ModelFailure, InterruptedException {
        work.execution().stepBegins(stepLimit(work.agent()));
        Journal.ModelStep model = models.call(work, request);
        work.execution().stepEnds();
        return model;
    }

    /** How long a step may take. */
    static Duration stepLimit(AgentDefinition agent) {
        Limits limits = agent.limits();
        return limits.stepTimeout() == null
                ? Objects.requireNonNull(limits.timeout())
                : limits.stepTimeout();
    }

    private static boolean isOverdue(Workspace work) {
        return System.nanoTime() - work.execution().deadlineNanos() >= 0;
    }

    /** Between two steps: whether there may be another one here and now. */
    private static Optional<RunEnd> atBorder(Workspace work) {
        if (work.execution().yielding()) {
            return Optional.of(new RunEnd.Yielded());
        }
        if (isOverdue(work)) {
            return Optional.of(new RunEnd.Expired());
        }
        return limitReached(work);
    }

    private static Optional<RunEnd> limitReached(Workspace work) {
        Limits limits = work.agent().limits();
        int maxSteps = Objects.requireNonNull(limits.maxSteps());
        if (work.progress().steps() >= maxSteps) {
            return Optional.of(
                    RunEnd.Unanswered.forGood(
                            "step-limit-reached",
                            "The agent did not come to an end",
                            "The agent used all its " + maxSteps + " steps."));
        }
        return Optional.empty();
    }

    /** Before any of a step's calls is made: none of them is, if they are too many. */
    private static boolean tooManyCalls(Workspace work, Journal.ModelStep model) {
        int made = work.progress().toolCalls().size();
        int most = Objects.requireNonNull(work.agent().limits().maxToolCalls());
        return !model.calls().isEmpty() && made + model.calls().size() > most;
    }

    private static RunEnd tooManyCalls(Limits limits) {
        return RunEnd.Unanswered.forGood(
                "tool-call-limit-reached",
                "The agent called too many tools",
                "The agent may call "
                        + limits.maxToolCalls()
                        + " tools in a run and wanted to call more.");
    }
}

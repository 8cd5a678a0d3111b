package dev.parley.agent.run;

import dev.parley.agent.journal.Begun;
import dev.parley.agent.journal.Journal;
import dev.parley.agent.journal.StepJournal;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.toolbox.ToolOutcome;
import dev.parley.contracts.event.RequiredAction;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.id.ApprovalId;
import dev.parley.contracts.id.CallId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Executes the tool calls of a step, in the model's order, and journals each; those already
 * journalled are not repeated, and those that are the client's are left to it.
 */
@ApplicationScoped
class ToolSteps {

    private final StepJournal journal;

    @Inject
    ToolSteps(StepJournal journal) {
        this.journal = journal;
    }

    /**
     * Executes what is not finished of a step.
     *
     * @return nothing if all is; why it is not, if the slot is wanted for another run or calls wait
     *     for approvals
     */
    Optional<RunEnd> run(RunLoop.Workspace work, int step, List<Journal.PlannedCall> calls)
            throws InterruptedException {
        ClaimedRun run = work.run();
        announce(work, step, calls);
        List<RequiredAction> waiting = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            CallId call = work.known().callId(step, i);
            if (forClient(run, calls.get(i))) {
                work.progress().handedBack(call, calls.get(i));
                continue;
            }
            Journal.ToolStep known = work.known().tools().get(place(call));
            if (known == null && work.execution().yielding()) {
                return Optional.of(new RunEnd.Yielded());
            }
            Optional<Journal.ToolStep> finished =
                    known == null ? execute(work, call, calls.get(i), waiting) : Optional.of(known);
            if (finished.isPresent()) {
                work.events().emit(announcement(call, calls.get(i).tool(), finished.get()));
                work.progress().took(call, calls.get(i), finished.get());
            }
        }
        return waiting.isEmpty() ? Optional.empty() : Optional.of(new RunEnd.Parked(waiting));
    }

    private static Journal.ToolPlace place(CallId call) {
        return new Journal.ToolPlace(call.step(), call.index());
    }

    private static void announce(
            RunLoop.Workspace work, int step, List<Journal.PlannedCall> calls) {
        for (int i = 0; i < calls.size(); i++) {
            Journal.PlannedCall call = calls.get(i);
            work.events()
                    .emit(
                            new RunActivity.ToolCalled(
                                    work.known().callId(step, i),
                                    call.tool(),
                                    call.arguments(),
                                    forClient(work.run(), call) ? true : null));
        }
    }

    /** Whether the client executes the call, once the run has ended. */
    static boolean forClient(ClaimedRun run, Journal.PlannedCall call) {
        return run.options().clientTools().stream()
                .anyMatch(tool -> tool.name().equals(call.tool()));
    }

    /** Nothing if the call waits for an approval: then it is added to those that do. */
    private Optional<Journal.ToolStep> execute(
            RunLoop.Workspace work,
            CallId call,
            Journal.PlannedCall planned,
            List<RequiredAction> waiting)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was lost before its next tool call");
        }
        Begun begun = Begun.now(planned);
        work.execution().stepBegins(RunLoop.stepLimit(work.agent()));
        ToolOutcome outcome = work.stepTools().execute(call, planned);
        work.execution().stepEnds();
        Optional<Journal.ToolStep> step =
                switch (outcome) {
                    case ToolOutcome.Waits(ApprovalId approval) -> {
                        waiting.add(
                                new RequiredAction(
                                        call, planned.tool(), planned.arguments(), approval));
                        yield Optional.empty();
                    }
                    case ToolOutcome.Succeeded done ->
                            Optional.of(
                                    new Journal.ToolStep(done.result(), null, done.durationMs()));
                    case ToolOutcome.Failed failed ->
                            Optional.of(
                                    new Journal.ToolStep(
                                            null, failed.problem(), failed.durationMs()));
                };
        if (step.isPresent()) {
            journal.append(work.run(), place(call), step.get(), begun);
        }
        return step;
    }

    private static RunActivity announcement(CallId call, String tool, Journal.ToolStep step) {
        if (step.result() != null) {
            return new RunActivity.ToolFinished(call, tool, step.result(), step.durationMs());
        }
        return new RunActivity.ToolFailed(
                call, tool, Objects.requireNonNull(step.problem()), step.durationMs());
    }
}

package dev.parley.agent.run;

import dev.parley.agent.ending.ExpireRuns;
import dev.parley.agent.journal.Journal;
import dev.parley.agent.journal.StepJournal;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.queue.QueueBell;
import dev.parley.agent.queue.RunStatus;
import dev.parley.agent.toolbox.AbandonedCalls;
import dev.parley.contracts.event.RequiredAction;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes of a run what the work of a claim came to: its end, or another try. */
@ApplicationScoped
class RunEndings {

    private static final Logger LOG = Logger.getLogger(RunEndings.class);

    /**
     * How long the end of a run waits for Kafka to acknowledge its earlier events, before they take
     * the outbox.
     */
    private static final Duration ACKNOWLEDGEMENT_PATIENCE = Duration.ofSeconds(2);

    /** How long a run leaves its slot to others that could not begin. */
    private static final Duration UNTIL_NEXT_LOOK = Duration.ofSeconds(5);

    private final FinishRun finish;
    private final PutBackRun putBack;
    private final RetryRules rules;
    private final StepJournal journal;
    private final AbandonedCalls calls;
    private final QueueBell bell;
    private final RunMeters meters;

    @Inject
    RunEndings(
            FinishRun finish,
            PutBackRun putBack,
            RetryRules rules,
            StepJournal journal,
            AbandonedCalls calls,
            QueueBell bell,
            RunMeters meters) {
        this.finish = finish;
        this.putBack = putBack;
        this.rules = rules;
        this.journal = journal;
        this.calls = calls;
        this.bell = bell;
        this.meters = meters;
    }

    void end(Attempt attempt, RunEnd end) throws InterruptedException {
        switch (end) {
            case RunEnd.Answered answered -> {
                attempt.progress().took(answered.last());
                complete(
                        attempt,
                        new FinishRun.LastStep(answered.step(), answered.last(), answered.begun()));
            }
            case RunEnd.HandedBack _ -> complete(attempt, null);
            case RunEnd.Unanswered unanswered -> retryOrFail(attempt, unanswered);
            case RunEnd.GivenUp(RunProblem problem) ->
                    fail(attempt, RunStatus.FAILED, problem, true);
            case RunEnd.Cancelled _ -> {
                cancel(attempt);
                abandonCalls(attempt.run());
            }
            case RunEnd.Expired _ -> {
                fail(attempt, RunStatus.EXPIRED, ExpireRuns.PROBLEM, false);
                abandonCalls(attempt.run());
            }
            case RunEnd.Parked(List<RequiredAction> actions) -> park(attempt, actions);
            case RunEnd.Yielded _ -> leaveSlot(attempt);
            case RunEnd.PutOff(Duration waited) -> putOff(attempt, waited);
        }
    }

    private void complete(Attempt attempt, FinishRun.@Nullable LastStep last)
            throws InterruptedException {
        RunProgress progress = attempt.progress();
        RunActivity terminal =
                new RunActivity.Completed(
                        attempt.run().agentName(),
                        progress.reply(),
                        progress.toolCalls(),
                        progress.usage());
        finish(
                attempt,
                last,
                FinishRun.End.of(RunStatus.COMPLETED, progress.reply(), progress.usage()),
                terminal);
    }

    private void cancel(Attempt attempt) throws InterruptedException {
        Journal.Outcome outcome = outcome(attempt);
        String reply = longer(outcome.reply(), attempt.progress().replySoFar());
        RunActivity terminal =
                new RunActivity.Cancelled(
                        attempt.run().agentName(), reply, outcome.toolCalls(), outcome.usage());
        finish(
                attempt,
                null,
                FinishRun.End.of(RunStatus.CANCELLED, reply, outcome.usage()),
                terminal);
    }

    /**
     * A claim that ends before it has come as far as an earlier one has less than that has done.
     */
    private Journal.Outcome outcome(Attempt attempt) {
        ClaimedRun run = attempt.run();
        return run.mayHaveSteps() ? journal.read(run.id()).outcome() : attempt.progress().outcome();
    }

    /** What a broken step has said is of no use to a later claim, but the reader has seen it. */
    private static String longer(String one, String other) {
        return one.length() > other.length() ? one : other;
    }

    /** Of this claim, or of an earlier one whose worker was gone before it heard. */
    private void abandonCalls(ClaimedRun run) {
        if (run.replayOf() == null) {
            calls.cancel(run.actor(), journal.read(run.id()).openCalls());
        }
    }

    private void retryOrFail(Attempt attempt, RunEnd.Unanswered unanswered)
            throws InterruptedException {
        ClaimedRun run = attempt.run();
        Duration left = Duration.ofNanos(attempt.execution().deadlineNanos() - System.nanoTime());
        Retry retry =
                Retry.decide(
                        unanswered.mayPass(),
                        run.failures() + 1,
                        left,
                        rules.of(run),
                        ThreadLocalRandom.current().nextDouble());
        switch (retry) {
            case Retry.After(Duration pause) -> postpone(attempt, unanswered.problem(), pause);
            case Retry.GiveUp(Retry.Reason reason) ->
                    fail(attempt, RunStatus.FAILED, unanswered.problem(), reason.forAPerson());
        }
    }

    private void postpone(Attempt attempt, RunProblem problem, Duration pause) {
        ClaimedRun run = attempt.run();
        putBack.postpone(run, problem, attempt.progress().steps(), pause);
        meters.postponed();
        LOG.warnf(
                "Run %s failed and is tried again in %d ms: %s (%s)",
                run.id(), pause.toMillis(), problem.detail(), problem.code());
        Instant retryAt = Instant.now().plus(pause).truncatedTo(ChronoUnit.MILLIS);
        attempt.events().emit(new RunActivity.Postponed(problem, retryAt));
    }

    private void putOff(Attempt attempt, Duration waited) {
        putBack.putOff(attempt.run(), waited, UNTIL_NEXT_LOOK);
        LOG.warnf(
                "What the run before %s said has not reached Kafka; it begins when that has.",
                attempt.run().id());
    }

    private void park(Attempt attempt, List<RequiredAction> actions) {
        attempt.events().emit(new RunActivity.RequiresAction(actions));
        putBack.park(attempt.run(), actions);
        meters.parked();
    }

    private void leaveSlot(Attempt attempt) {
        putBack.leaveSlot(attempt.run());
        meters.preempted();
        LOG.infof("Run %s leaves its slot to a more urgent one.", attempt.run().id());
    }

    private void fail(Attempt attempt, RunStatus status, RunProblem problem, boolean deadLetter)
            throws InterruptedException {
        ClaimedRun run = attempt.run();
        Journal.Outcome outcome = outcome(attempt);
        RunActivity terminal =
                new RunActivity.Failed(
                        run.agentName(), problem, outcome.toolCalls(), outcome.usage());
        LOG.warnf("Run %s failed: %s (%s)", run.id(), problem.detail(), problem.code());
        boolean forAPerson = deadLetter && run.replayOf() == null;
        FinishRun.Failure failure =
                new FinishRun.Failure(problem, attempt.progress().steps(), forAPerson);
        finish(attempt, null, new FinishRun.End(status, null, failure, outcome.usage()), terminal);
    }

    private void finish(
            Attempt attempt,
            FinishRun.@Nullable LastStep last,
            FinishRun.End end,
            RunActivity terminal)
            throws InterruptedException {
        ClaimedRun run = attempt.run();
        boolean successor =
                finish.finish(
                        run,
                        last,
                        end,
                        attempt.events().toOutbox(terminal, ACKNOWLEDGEMENT_PATIENCE));
        meters.ended(end.status(), Duration.between(run.startedAt(), Instant.now()));
        if (successor) {
            bell.ring();
        }
    }
}

package dev.parley.agent.run;

import dev.parley.agent.definition.AgentDefinition;
import dev.parley.agent.definition.AgentVersions;
import dev.parley.agent.queue.Cancellation;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.queue.QueueBell;
import dev.parley.agent.queue.RunQueueConfig;
import dev.parley.agent.queue.RunStatus;
import dev.parley.agent.queue.RunWorker;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunProblem;
import dev.parley.platform.events.EventSender;
import dev.parley.platform.outbox.OutboxEvent;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Executes a claimed run from wherever it stands to its one terminal event. */
@ApplicationScoped
class RunExecutor implements RunWorker {

    private static final Logger LOG = Logger.getLogger(RunExecutor.class);

    /**
     * How long the end of a run waits for Kafka to acknowledge its earlier events, before they take
     * the outbox.
     */
    private static final Duration ACKNOWLEDGEMENT_PATIENCE = Duration.ofSeconds(2);

    private final AgentVersions agents;
    private final Preparation preparation;
    private final PredecessorEvents predecessors;
    private final StepJournal journal;
    private final RunLoop loop;
    private final FinishRun finish;
    private final EventSender sender;
    private final QueueBell bell;
    private final RunQueueConfig config;
    private final RunMeters meters;

    @Inject
    RunExecutor(
            AgentVersions agents,
            Preparation preparation,
            PredecessorEvents predecessors,
            StepJournal journal,
            RunLoop loop,
            FinishRun finish,
            EventSender sender,
            QueueBell bell,
            RunQueueConfig config,
            RunMeters meters) {
        this.agents = agents;
        this.preparation = preparation;
        this.predecessors = predecessors;
        this.journal = journal;
        this.loop = loop;
        this.finish = finish;
        this.sender = sender;
        this.bell = bell;
        this.config = config;
        this.meters = meters;
    }

    @Override
    public void execute(ClaimedRun run, Cancellation cancellation) throws InterruptedException {
        Attempt attempt =
                new Attempt(
                        run, new RunEvents(run, sender), new RunProgress(run.id()), cancellation);
        try (RunSpan span = RunSpan.start(run)) {
            TenantScope.call(run.tenant(), () -> toEndOrCancelled(attempt));
        } catch (StaleRun e) {
            meters.staleWrite();
            LOG.warnf("Run %s, epoch %d: %s", run.id(), run.epoch(), e.getMessage());
        }
    }

    /** One claim's work on a run. */
    private record Attempt(
            ClaimedRun run, RunEvents events, RunProgress progress, Cancellation cancellation) {}

    private RunStatus toEndOrCancelled(Attempt attempt) throws InterruptedException {
        try {
            predecessors.awaitRelayed(attempt.run());
            return attempt.run().cancelRequested() ? cancelUnbegun(attempt) : toEnd(attempt);
        } catch (StaleRun e) {
            throw e;
        } catch (InterruptedException | RuntimeException e) {
            if (!attempt.cancellation().requested()) {
                throw e;
            }
            LOG.debugf("Run %s is cancelled: %s", attempt.run().id(), e.toString());
            attempt.cancellation().hear();
            return cancel(
                    attempt,
                    longer(journalledReply(attempt.run()), attempt.progress().replySoFar()));
        }
    }

    private RunStatus toEnd(Attempt attempt) throws InterruptedException {
        ClaimedRun run = attempt.run();
        Optional<AgentDefinition> agent =
                agents.find(run.tenant(), run.agentName(), run.agentId(), run.agentVersion());
        if (agent.isEmpty()) {
            String detail =
                    "There is no agent named \"" + run.agentName() + "\" any more; choose another.";
            return fail(attempt, new RunProblem("agent-not-found", "No such agent", detail));
        }
        if (run.crashes() >= config.maxCrashes()) {
            String detail =
                    "Its worker vanished %d times in mid-run; its finished steps are kept."
                            .formatted(run.crashes());
            return fail(attempt, new RunProblem("worker-lost", "The run kept failing", detail));
        }
        AgentDefinition definition = agent.get();
        Journal known = run.epoch() == 1 ? Journal.empty() : journal.read(run.id());
        attempt.events()
                .emit(
                        new RunActivity.Started(
                                definition.name(),
                                definition.version(),
                                run.epoch(),
                                replyOf(run, known)));
        try {
            return toEnd(attempt, work(attempt, definition, known));
        } catch (Unprepared e) {
            return fail(attempt, e.problem());
        }
    }

    private RunStatus toEnd(Attempt attempt, RunLoop.Workspace work) throws InterruptedException {
        return switch (loop.run(work)) {
            case RunEnd.Answered answered -> {
                work.progress().took(answered.last());
                yield complete(
                        work,
                        new FinishRun.LastStep(
                                answered.step(), answered.last(), answered.startedAt()));
            }
            case RunEnd.HandedBack handedBack -> complete(work, null);
            case RunEnd.Unanswered(RunProblem problem) -> fail(attempt, problem);
        };
    }

    /** The text that journalled steps have produced. */
    private static String replyOf(ClaimedRun run, Journal known) {
        RunProgress replay = new RunProgress(run.id());
        known.models().values().forEach(replay::took);
        return replay.reply();
    }

    private RunLoop.Workspace work(Attempt attempt, AgentDefinition agent, Journal known)
            throws Unprepared {
        Preparation.Prepared prepared = preparation.prepare(attempt.run(), agent);
        attempt.progress().begin(prepared.context());
        return new RunLoop.Workspace(
                attempt.run(),
                agent,
                prepared.offers(),
                known,
                attempt.progress(),
                attempt.events());
    }

    /** Ends a run whose cancellation was there before its worker. */
    private RunStatus cancelUnbegun(Attempt attempt) throws InterruptedException {
        attempt.cancellation().hear();
        return cancel(attempt, journalledReply(attempt.run()));
    }

    private String journalledReply(ClaimedRun run) {
        return run.epoch() == 1 ? "" : replyOf(run, journal.read(run.id()));
    }

    /** A claim that has not come as far as an earlier one has less of the same text. */
    private static String longer(String one, String other) {
        return one.length() > other.length() ? one : other;
    }

    private RunStatus cancel(Attempt attempt, String reply) throws InterruptedException {
        RunProgress progress = attempt.progress();
        RunActivity terminal =
                new RunActivity.Cancelled(
                        attempt.run().agentName(),
                        reply,
                        progress.endedToolCalls(),
                        progress.usage());
        return finish(
                attempt.run(),
                null,
                new FinishRun.End(RunStatus.CANCELLED, reply, null, progress.usage()),
                attempt.events().toOutbox(terminal, ACKNOWLEDGEMENT_PATIENCE));
    }

    private RunStatus complete(RunLoop.Workspace work, FinishRun.@Nullable LastStep last)
            throws InterruptedException {
        RunProgress progress = work.progress();
        RunActivity terminal =
                new RunActivity.Completed(
                        work.agent().name(),
                        progress.reply(),
                        progress.toolCalls(),
                        progress.usage());
        return finish(
                work.run(),
                last,
                new FinishRun.End(RunStatus.COMPLETED, progress.reply(), null, progress.usage()),
                work.events().toOutbox(terminal, ACKNOWLEDGEMENT_PATIENCE));
    }

    private RunStatus fail(Attempt attempt, RunProblem problem) throws InterruptedException {
        if (attempt.cancellation().requested()) {
            throw new InterruptedException("cancelled, and failed by the interrupt");
        }
        ClaimedRun run = attempt.run();
        RunProgress progress = attempt.progress();
        RunActivity terminal =
                new RunActivity.Failed(
                        run.agentName(), problem, progress.toolCalls(), progress.usage());
        LOG.warnf("Run %s failed: %s (%s)", run.id(), problem.detail(), problem.code());
        return finish(
                run,
                null,
                new FinishRun.End(RunStatus.FAILED, null, problem, progress.usage()),
                attempt.events().toOutbox(terminal, ACKNOWLEDGEMENT_PATIENCE));
    }

    private RunStatus finish(
            ClaimedRun run,
            FinishRun.@Nullable LastStep last,
            FinishRun.End end,
            List<OutboxEvent> events) {
        boolean successor = finish.finish(run, last, end, events);
        meters.ended(end.status(), Duration.between(run.startedAt(), Instant.now()));
        if (successor) {
            bell.ring();
        }
        return end.status();
    }
}

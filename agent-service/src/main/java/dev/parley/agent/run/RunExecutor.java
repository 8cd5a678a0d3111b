package dev.parley.agent.run;

import dev.parley.agent.definition.AgentDefinition;
import dev.parley.agent.definition.AgentVersions;
import dev.parley.agent.journal.Journal;
import dev.parley.agent.journal.StaleRun;
import dev.parley.agent.journal.StepJournal;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.queue.Execution;
import dev.parley.agent.queue.RunQueueConfig;
import dev.parley.agent.queue.RunWorker;
import dev.parley.agent.toolbox.Toolbox;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.events.EventSender;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Executes a claimed run from wherever it stands to its end, or to where another claim goes on. */
@ApplicationScoped
class RunExecutor implements RunWorker {

    private static final Logger LOG = Logger.getLogger(RunExecutor.class);

    private static final RunProblem STEP_TIMEOUT =
            new RunProblem(
                    "step-timeout",
                    "A step took too long",
                    "A model or tool call passed its time limit; ask for less at once.");

    private final AgentVersions agents;
    private final Preparation preparation;
    private final PredecessorEvents predecessors;
    private final StepJournal journal;
    private final RunLoop loop;
    private final RunEndings endings;
    private final Toolbox toolbox;
    private final EventSender sender;
    private final RunQueueConfig config;
    private final RunMeters meters;

    @Inject
    RunExecutor(
            AgentVersions agents,
            Preparation preparation,
            PredecessorEvents predecessors,
            StepJournal journal,
            RunLoop loop,
            RunEndings endings,
            Toolbox toolbox,
            EventSender sender,
            RunQueueConfig config,
            RunMeters meters) {
        this.agents = agents;
        this.preparation = preparation;
        this.predecessors = predecessors;
        this.journal = journal;
        this.loop = loop;
        this.endings = endings;
        this.toolbox = toolbox;
        this.sender = sender;
        this.config = config;
        this.meters = meters;
    }

    @Override
    public void execute(Execution execution) throws InterruptedException {
        ClaimedRun run = execution.run();
        Attempt attempt = Attempt.of(execution, sender);
        try (RunSpan span = RunSpan.start(run)) {
            TenantScope.call(
                    run.tenant(),
                    () -> {
                        toEnd(attempt);
                        return true;
                    });
        } catch (StaleRun e) {
            meters.staleWrite();
            LOG.warnf("Run %s, epoch %d: %s", run.id(), run.epoch(), e.getMessage());
        }
    }

    /** A failure that comes from being told to stop is no failure. */
    private void toEnd(Attempt attempt) throws InterruptedException {
        try {
            RunEnd end = work(attempt);
            if (end instanceof RunEnd.Unanswered && attempt.execution().stopped().isPresent()) {
                throw new InterruptedException("told to stop, and failed by that");
            }
            endings.end(attempt, end);
        } catch (StaleRun e) {
            throw e;
        } catch (InterruptedException | RuntimeException e) {
            Optional<RunEnd> ordered = attempt.execution().stopped().map(RunExecutor::endBy);
            if (ordered.isEmpty()) {
                throw e;
            }
            LOG.debugf("Run %s is told to stop: %s", attempt.run().id(), e.toString());
            attempt.execution().hear();
            endings.end(attempt, ordered.get());
        }
    }

    private static RunEnd endBy(Execution.Stop why) {
        return switch (why) {
            case STEP_OVERDUE -> new RunEnd.Unanswered(STEP_TIMEOUT, true);
            case RUN_OVERDUE -> new RunEnd.Expired();
            case CANCELLED -> new RunEnd.Cancelled();
        };
    }

    private RunEnd work(Attempt attempt) throws InterruptedException {
        ClaimedRun run = attempt.run();
        long began = System.nanoTime();
        if (!predecessors.awaitRelayed(run)) {
            return new RunEnd.PutOff(Duration.ofNanos(System.nanoTime() - began));
        }
        if (run.cancelRequested()) {
            attempt.execution().hear();
            return new RunEnd.Cancelled();
        }
        if (run.crashes() >= config.maxCrashes()) {
            String detail =
                    "Its worker vanished %d times in mid-run; its finished steps are kept."
                            .formatted(run.crashes());
            return new RunEnd.GivenUp(
                    new RunProblem("worker-lost", "The run kept failing", detail));
        }
        Optional<AgentDefinition> agent =
                agents.find(run.tenant(), run.agentName(), run.agentId(), run.agentVersion());
        return agent.isEmpty() ? withoutAgent(run) : work(attempt, agent.get());
    }

    /** A replay takes what the tools of the original gave; nothing is executed for it. */
    private StepTools tools(ClaimedRun run, Journal known) {
        RunId original = run.replayOf();
        return original == null
                ? new LiveTools(toolbox, run, known)
                : RecordedTools.of(journal.read(original));
    }

    private static RunEnd withoutAgent(ClaimedRun run) {
        String detail =
                "There is no agent named \"" + run.agentName() + "\" any more; choose another.";
        return RunEnd.Unanswered.forGood("agent-not-found", "No such agent", detail);
    }

    private RunEnd work(Attempt attempt, AgentDefinition agent) throws InterruptedException {
        ClaimedRun run = attempt.run();
        Journal known = run.mayHaveSteps() ? journal.read(run.id()) : Journal.empty(run.id());
        attempt.events()
                .emit(
                        new RunActivity.Started(
                                agent.name(), agent.version(), run.epoch(), known.reply()));
        try {
            Preparation.Prepared prepared = preparation.prepare(run, agent);
            attempt.progress().begin(prepared.context(), known);
            return loop.run(
                    new RunLoop.Workspace(
                            attempt, agent, prepared.offers(), known, tools(run, known)));
        } catch (Unprepared e) {
            return new RunEnd.Unanswered(e.problem(), true);
        }
    }
}

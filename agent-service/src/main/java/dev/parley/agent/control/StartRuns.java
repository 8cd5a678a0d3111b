package dev.parley.agent.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agent.AgentError;
import dev.parley.agent.definition.AgentNames;
import dev.parley.agent.outlook.Outlook;
import dev.parley.agent.queue.DatabaseTime;
import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts runs without a conversation: new ones, and repetitions of others. */
@ApplicationScoped
class StartRuns {

    private final RunRows rows;
    private final RunReader reader;
    private final QueueRoom queue;
    private final DatabaseTime time;
    private final AgentNames agents;
    private final ObjectMapper mapper;

    @Inject
    StartRuns(
            RunRows rows,
            RunReader reader,
            QueueRoom queue,
            DatabaseTime time,
            AgentNames agents,
            ObjectMapper mapper) {
        this.rows = rows;
        this.reader = reader;
        this.queue = queue;
        this.time = time;
        this.agents = agents;
        this.mapper = mapper;
    }

    /** Starts a run; refuses an agent that does not exist, and what the queue cannot hold. */
    @Transactional
    StartedRun start(Caller caller, QueueRoom.Room room, StartRequest wanted) {
        Instant dueAt = wanted.dueAt(time.now());
        if (!agents.exist(caller.tenant(), wanted.agent())) {
            String message = "There is no agent named \"" + wanted.agent() + "\"; choose another.";
            throw new ProblemException(
                    AgentError.UNKNOWN_AGENT,
                    message,
                    List.of(new FieldError("/agent", "unknown-agent", message)));
        }
        queue.require(room);
        RunId run = RunId.next();
        rows.insert(caller, run, wanted, Metadata.write(mapper, wanted.metadata()), dueAt);
        return started(room, run, wanted.priorityOrDefault(), dueAt);
    }

    /**
     * Tries a run without a conversation again, after its last finished step; refuses one that has
     * not failed.
     */
    @Transactional
    StartedRun retry(Caller user, QueueRoom.Room room, RunId original) {
        queue.require(room);
        RunId run = RunId.next();
        if (!rows.markRetried(original, run)) {
            throw notFailed();
        }
        return started(room, run, rows.retry(user, run, original), null);
    }

    private static ProblemException notFailed() {
        return new ProblemException(
                AgentError.NOT_FAILED,
                "Only a run that has failed or expired can be tried again, and only once; try its successor.");
    }

    /**
     * Does the steps of a run anew without effects: tools answer as they did then, and nobody is
     * told.
     */
    @Transactional
    StartedRun replay(
            Caller caller, QueueRoom.Room room, RunId original, @Nullable ReplayRequest wanted) {
        if (reader.get(caller, original).endedAt() == null) {
            throw new ProblemException(
                    AgentError.NOT_ENDED, "Only a run that has ended can be replayed.");
        }
        int fromStep = wanted == null || wanted.fromStep() == null ? 0 : wanted.fromStep();
        Integer version = wanted == null ? null : wanted.agentVersion();
        requireStep(original, fromStep);
        requireVersion(original, version);
        queue.require(room);
        RunId run = RunId.next();
        return started(room, run, rows.replay(run, original, fromStep, version), null);
    }

    private void requireStep(RunId original, int fromStep) {
        int steps = rows.steps(original);
        if (fromStep > steps) {
            throw ProblemException.invalid(
                    "/from_step",
                    "out-of-range",
                    "The run has "
                            + steps
                            + " finished steps; from_step must be 0 to "
                            + steps
                            + '.');
        }
    }

    private void requireVersion(RunId original, @Nullable Integer version) {
        if (version != null && !rows.hasVersion(original, version)) {
            String message = "The agent of this run has no version " + version + '.';
            throw new ProblemException(
                    AgentError.UNKNOWN_VERSION,
                    message,
                    List.of(new FieldError("/agent_version", "unknown-version", message)));
        }
    }

    private static StartedRun started(
            QueueRoom.Room room, RunId run, Priority priority, @Nullable Instant dueAt) {
        Optional<Outlook> outlook = dueAt == null ? room.outlook() : Optional.empty();
        return new StartedRun(
                run,
                RunStatus.QUEUED.wireName(),
                priority,
                outlook.map(Outlook::position).orElse(null),
                outlook.map(Outlook::waitMs).orElse(null),
                dueAt == null ? null : dueAt.truncatedTo(ChronoUnit.MILLIS));
    }
}

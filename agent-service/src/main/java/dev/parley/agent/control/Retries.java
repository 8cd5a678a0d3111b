package dev.parley.agent.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agent.AgentError;
import dev.parley.agent.queue.QueueBell;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries runs again that failed, once each: as runs of their own, which go on after the last
 * finished step. A conversation's run is accepted by conversation-service, which owns the place of
 * its reply. A replay executes nothing, so that there is nothing to try again.
 */
@ApplicationScoped
public class Retries {

    private final RunReader reader;
    private final RunRows rows;
    private final StartRuns starts;
    private final ConversationRetry conversations;
    private final QueueRoom queue;
    private final QueueBell bell;
    private final Idempotency idempotency;
    private final ObjectMapper mapper;

    @Inject
    Retries(
            RunReader reader,
            RunRows rows,
            StartRuns starts,
            ConversationRetry conversations,
            QueueRoom queue,
            QueueBell bell,
            Idempotency idempotency,
            ObjectMapper mapper) {
        this.reader = reader;
        this.rows = rows;
        this.starts = starts;
        this.conversations = conversations;
        this.queue = queue;
        this.bell = bell;
        this.idempotency = idempotency;
        this.mapper = mapper;
    }

    /**
     * A retry on behalf of the run's user, as an operator wants it. Refuses with {@code
     * run-not-failed} a run that was tried again already, with {@code run-is-a-replay} a replay.
     *
     * @param key the operator's idempotency key
     */
    public Answer onBehalf(Caller owner, Caller operator, RunId run, @Nullable String key) {
        Caller asking =
                new Caller(owner.tenant(), operator.tenant() + '/' + operator.user(), Set.of());
        return TenantScope.call(owner.tenant(), () -> retry(owner, asking, run, key));
    }

    /** A retry by somebody who may see the run; refuses the same. */
    Answer retry(Caller caller, RunId run, @Nullable String key) {
        return retry(caller, caller, run, key);
    }

    private Answer retry(Caller owner, Caller asking, RunId run, @Nullable String key) {
        RunView failed = reader.toChange(owner, run);
        if (failed.replayOf() != null) {
            throw new ProblemException(
                    AgentError.IS_REPLAY,
                    "A replay executes nothing and is not tried again; replay its original once more.");
        }
        if (failed.conversationId() != null) {
            return accepted(conversations.retry(userOf(failed, asking), failed, key));
        }
        QueueRoom.Room room = queue.look(owner, failed.priority());
        Answer answer =
                idempotency.once(
                        asking,
                        key,
                        "POST /v1/runs/" + run + "/retry",
                        "",
                        () -> accepted(starts.retry(userOf(failed, asking), room, run)));
        bell.ring();
        return answer;
    }

    /** The run's user: with the rights of now if it is he who asks, else with those that it had. */
    private Caller userOf(RunView failed, Caller asking) {
        return asking.user().equals(failed.user())
                ? asking
                : new Caller(asking.tenant(), failed.user(), rows.roles(failed.id()));
    }

    private Answer accepted(StartedRun run) {
        try {
            return new Answer(202, mapper.writeValueAsString(run));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a started run is always writable", e);
        }
    }
}

package dev.parley.agent.queue;

import dev.parley.contracts.event.RunOptions;
import dev.parley.contracts.id.AgentId;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.ActingFor;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that this process holds. Every write carries {@code epoch} and {@code owner}; Postgres
 * refuses them once another claim has been made.
 *
 * @param userRoles what the token of its user granted when it was accepted
 * @param epoch which claim this is, counted from 1
 * @param crashes how often a worker vanished with it
 * @param failures how often it failed in a way that may pass
 * @param maxAttempts how often it may be begun; the queue's rule if null
 * @param takesOver whether its journal holds steps of another run that it repeats
 * @param replayOf the run that it replays without effects; none if null
 * @param pool the pool whose slot it has
 * @param owner this process
 * @param agentId the agent's id; null for a built-in agent or one that does not exist
 * @param agentVersion the version that the run began with and keeps; null with {@code agentId}
 * @param content what the user wrote; null if the run answers more than one plain message
 * @param branch the branch of the conversation that it belongs to
 * @param options what the caller asks of this run
 * @param cancelRequested whether it is to stop rather than to go on
 * @param startedAt when the first claim began
 * @param timeLeft how long it may still take from this claim on; negative if it is overdue
 */
public record ClaimedRun(
        RunId id,
        String tenant,
        String user,
        Set<String> userRoles,
        @Nullable ConversationId conversationId,
        long messageSeq,
        String agentName,
        @Nullable AgentId agentId,
        @Nullable Integer agentVersion,
        @Nullable String content,
        int branch,
        RunOptions options,
        boolean cancelRequested,
        @Nullable String traceparent,
        int epoch,
        int crashes,
        int failures,
        @Nullable Integer maxAttempts,
        boolean takesOver,
        @Nullable RunId replayOf,
        String owner,
        String pool,
        Instant startedAt,
        Duration timeLeft) {

    /** Whether steps of it may be finished already. */
    public boolean mayHaveSteps() {
        return epoch > 1 || takesOver;
    }

    /** Whether the conversation may have runs that were accepted before this one. */
    public boolean hasPredecessor() {
        return conversationId != null && (messageSeq > 1 || branch > 0);
    }

    /** On whose behalf the run calls other services. */
    public ActingFor actor() {
        return new ActingFor(tenant, user, userRoles);
    }
}

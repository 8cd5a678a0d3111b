package dev.parley.agent.lifecycle;

import java.time.Instant;

/** What can happen to a run. */
public sealed interface RunTransition {

    /**
     * Its message arrived.
     *
     * @param turn whether no run before it in the conversation is still to end
     */
    record Accepted(boolean turn) implements RunTransition {}

    /** The run it waited for ended, or was withdrawn and had nothing to wait for itself. */
    record PredecessorEnded() implements RunTransition {}

    /** The queue found that its agent is paused. */
    record AgentPaused() implements RunTransition {}

    /** Its agent goes on. */
    record AgentResumed() implements RunTransition {}

    /** A worker takes it. */
    record Claimed(String owner, Instant leaseUntil) implements RunTransition {}

    /** Its worker is still there. */
    record Renewed(String owner, Instant leaseUntil) implements RunTransition {}

    /**
     * Its worker's claim is given up, by the worker itself or by the process that came up in its
     * stead under the same name.
     */
    record HandedBack(String owner) implements RunTransition {}

    /** An operator takes it from its worker, for another one to go on. */
    record TakenBack() implements RunTransition {}

    /** Its worker has not been heard of for the length of a lease. */
    record LeaseExpired() implements RunTransition {}

    /** Its worker journals a step. */
    record StepFinished(String owner, int epoch) implements RunTransition {}

    /** Its worker ends it. */
    record Finished(String owner, int epoch, RunState.Outcome outcome) implements RunTransition {}

    /** It is cancelled before anybody has begun it, and ends by that. */
    record Withdrawn() implements RunTransition {}

    /** It is cancelled after somebody has begun it; a worker ends it. */
    record CancelRequested() implements RunTransition {}

    /** Its conversation was deleted. */
    record Forgotten() implements RunTransition {}
}

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

    /** It was accepted for later, and waits for no other run. */
    record Scheduled(Instant until) implements RunTransition {}

    /** Its time has come. */
    record Due() implements RunTransition {}

    /** The run it waited for ended, or was withdrawn and had nothing to wait for itself. */
    record PredecessorEnded() implements RunTransition {}

    /** A worker takes it. */
    record Claimed(String owner, Instant leaseUntil) implements RunTransition {}

    /** Its worker is still there. */
    record Renewed(String owner, Instant leaseUntil) implements RunTransition {}

    /**
     * Its worker's claim is given up, by the worker itself or by the process that came up in its
     * stead under the same name.
     */
    record HandedBack(String owner) implements RunTransition {}

    /**
     * An operator puts it back into the queue: it is taken from its worker, for another one to go
     * on, or does not wait for its time any more.
     */
    record Requeued() implements RunTransition {}

    /** Its worker has not been heard of for the length of a lease. */
    record LeaseExpired() implements RunTransition {}

    /** Its worker journals a step. */
    record StepFinished(String owner, int epoch) implements RunTransition {}

    /** Its worker gives it up for now: it failed in a way that may pass. */
    record Postponed(String owner, int epoch, Instant until) implements RunTransition {}

    /** Its worker ends it. */
    record Finished(String owner, int epoch, RunState.Outcome outcome) implements RunTransition {}

    /** It has passed its deadline, and is ended whoever holds it. */
    record Overdue() implements RunTransition {}

    /** It is cancelled while nobody has it, and ends by that. */
    record Withdrawn() implements RunTransition {}

    /** It is cancelled while somebody has it, or may have taken it; a worker ends it. */
    record CancelRequested() implements RunTransition {}

    /** Its conversation was deleted. */
    record Forgotten() implements RunTransition {}
}

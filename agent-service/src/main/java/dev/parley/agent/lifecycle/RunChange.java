package dev.parley.agent.lifecycle;

/** What a transition did. */
public sealed interface RunChange {

    /** The run is now in this state, which may be the one it was in. */
    record Moved(RunState to) implements RunChange {}

    /** Nothing changed. */
    record Refused(Reason reason) implements RunChange {}

    /** Why a transition does nothing. */
    enum Reason {
        ALREADY_ACCEPTED,
        NOT_ACCEPTED,
        /** It may be claimed before and after, but not now. */
        NOT_READY,
        NOT_WAITING,
        NOT_DELAYED,
        /** Its time has not come. */
        NOT_DUE,
        /** Nobody has begun it, so no time of its own has run. */
        NOT_BEGUN,
        NOT_RUNNING,
        /** Another claim was made since. */
        STALE_EPOCH,
        /** Another process holds it. */
        NOT_OWNER,
        LEASE_NOT_OVER,
        /** A worker has it, and only that one ends it. */
        HELD,
        CANCEL_NOT_REQUESTED,
        ALREADY_ENDED
    }
}

package dev.parley.agent.lifecycle.exploration;

/** What is to hold whatever happens. */
enum Promise {
    /** At most one claim of a run can write. */
    ONE_CLAIM,
    /** Only the latest claim, while it lasts, journals, prolongs or ends a run that was begun. */
    HOLDER_ONLY,
    /** Nobody takes a run from a living worker whose lease lasts. */
    LEASE_KEPT,
    ONE_RUN_OF_A_CONVERSATION,
    /** A run begins when all that were accepted before it in the conversation have ended. */
    ORDER_OF_ACCEPTANCE,
    /** A run that has ended has said so once, and any other has not. */
    ONE_TERMINAL_EVENT,
    /** Whoever ends a run for its worker is heard, whatever the worker has said and will say. */
    END_OUTRANKS_THE_WORKER,
    /** What was put off begins when its time has come, or to be cancelled. */
    NOT_BEFORE_ITS_TIME,
    /** What is journalled is not done again. */
    NO_STEP_TWICE,
    /** A claim made after the cancellation knows of it. */
    CANCELLATION_KEPT,
    /** If nothing fails any more, every run ends. */
    NONE_LOST
}

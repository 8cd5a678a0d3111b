package dev.parley.conversation.log;

/** The types of events in the log, as clients match on them. */
public final class EventType {

    /** A user's message was stored. */
    public static final String MESSAGE_CREATED = "message.created";

    /** Its run waits for a worker. */
    public static final String RUN_QUEUED = "run.queued";

    /** The run waits until somebody has decided on tool calls. */
    public static final String RUN_REQUIRES_ACTION = "run.requires_action";

    /** A worker took the run up. */
    public static final String RUN_STARTED = "run.started";

    /** More text of the reply. */
    public static final String MESSAGE_DELTA = "message.delta";

    /** What was streamed of the reply is void. */
    public static final String MESSAGE_RESET = "message.reset";

    /** A tool is called. */
    public static final String TOOL_CALLED = "tool.called";

    /** A tool gave a result. */
    public static final String TOOL_FINISHED = "tool.finished";

    /** A tool gave none. */
    public static final String TOOL_FAILED = "tool.failed";

    /** The reply was stored. */
    public static final String MESSAGE_COMPLETED = "message.completed";

    /** Terminal: the run ended with a reply. */
    public static final String RUN_COMPLETED = "run.completed";

    /** Terminal: the run ended without one. */
    public static final String RUN_FAILED = "run.failed";

    /** Terminal: the run was stopped on request. */
    public static final String RUN_CANCELLED = "run.cancelled";

    private EventType() {}
}

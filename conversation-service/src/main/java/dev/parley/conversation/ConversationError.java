package dev.parley.conversation;

import dev.parley.platform.problem.ErrorCode;

/** The refusals that only this service knows. */
public enum ConversationError implements ErrorCode {
    UNKNOWN_AGENT("unknown-agent", "There is no such agent", 422),
    TOO_MANY_OPEN_RUNS("too-many-open-runs", "Too many messages wait for an answer", 429),
    TOO_MANY_BRANCHES("too-many-branches", "The conversation has too many branches", 409),
    INVALID_TRANSCRIPT("invalid-transcript", "The transcript cannot be imported", 422),
    NOT_IMPORTING("not-importing", "The conversation is not being imported", 409),
    IMPORT_INCOMPLETE("import-incomplete", "The conversation is still being imported", 409),
    CONVERSATION_BUSY("conversation-busy", "The conversation is being answered", 409),
    RUN_NOT_FAILED("run-not-failed", "The run did not fail", 409),
    QUEUE_FULL("queue-full", "Too many messages wait for an answer", 429),
    BACKLOG_FULL("backlog-full", "Too much accepted work waits", 503);

    private final String code;
    private final String title;
    private final int status;

    ConversationError(String code, String title, int status) {
        this.code = code;
        this.title = title;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}

package dev.parley.conversation;

import dev.parley.platform.problem.ErrorCode;
import dev.parley.platform.problem.Refusal;

/** The refusals that only this service knows. */
public enum ConversationError implements ErrorCode {
    UNKNOWN_AGENT("unknown-agent", "There is no such agent", 422),
    TOO_MANY_OPEN_RUNS("too-many-open-runs", "Too many messages wait for an answer", 429),
    BACKLOG_FULL("backlog-full", "Too much accepted work waits", 503);

    private final Refusal refusal;

    ConversationError(String code, String title, int status) {
        this.refusal = new Refusal(code, title, status);
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }
}

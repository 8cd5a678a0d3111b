package dev.parley.agent;

import dev.parley.platform.problem.ErrorCode;

/** The refusals that only this service knows. */
public enum AgentError implements ErrorCode {
    NAME_TAKEN("name-taken", "The name is taken", 409),
    BUILT_IN("built-in-agent", "The agent is built in", 409),
    UNKNOWN_MODEL("unknown-model", "There is no such model", 422),
    UNKNOWN_TOOL("unknown-tool", "There is no such tool", 422),
    UNKNOWN_AGENT("unknown-agent", "There is no such agent", 422),
    UNKNOWN_VERSION("unknown-version", "There is no such version", 422),
    TOO_MANY_SCHEDULES("too-many-schedules", "There are too many schedules", 409),
    NOT_FAILED("run-not-failed", "The run did not fail", 409),
    IS_REPLAY("run-is-a-replay", "The run is a replay", 409),
    NOT_ENDED("run-not-ended", "The run has not ended", 409),
    QUEUE_FULL("queue-full", "The queue is full", 429),
    NOT_QUEUED("run-not-queued", "The run does not wait", 409),
    NOT_RUNNING("run-not-running", "The run is not being executed", 409),
    PROVIDER_AWAY("model-provider-unavailable", "The model provider cannot be reached", 503),
    CONVERSATIONS_AWAY(
            "conversation-service-unavailable", "The conversation service cannot be reached", 503),
    TOOLS_AWAY("tool-service-unavailable", "The tool service cannot be reached", 503);

    private final String code;
    private final String title;
    private final int status;

    AgentError(String code, String title, int status) {
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

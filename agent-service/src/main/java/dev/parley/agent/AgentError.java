package dev.parley.agent;

import dev.parley.platform.problem.ErrorCode;
import dev.parley.platform.problem.Refusal;

/** The refusals that only this service knows. */
public enum AgentError implements ErrorCode {
    NAME_TAKEN("name-taken", "The name is taken", 409),
    BUILT_IN("built-in-agent", "The agent is built in", 409),
    UNKNOWN_MODEL("unknown-model", "There is no such model", 422),
    UNKNOWN_TOOL("unknown-tool", "There is no such tool", 422),
    PROVIDER_AWAY("model-provider-unavailable", "The model provider cannot be reached", 503),
    TOOLS_AWAY("tool-service-unavailable", "The tool service cannot be reached", 503);

    private final Refusal refusal;

    AgentError(String code, String title, int status) {
        this.refusal = new Refusal(code, title, status);
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }
}

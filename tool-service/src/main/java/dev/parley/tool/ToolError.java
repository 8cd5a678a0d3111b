package dev.parley.tool;

import dev.parley.platform.problem.ErrorCode;
import dev.parley.platform.problem.Refusal;

/** The refusals that only this service knows. */
public enum ToolError implements ErrorCode {
    INVALID_ARGUMENTS("invalid-arguments", "The arguments do not fit the tool", 422),
    CALL_ID_REUSED("call-id-reused", "The call id was used for another call", 422);

    private final Refusal refusal;

    ToolError(String code, String title, int status) {
        this.refusal = new Refusal(code, title, status);
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }
}

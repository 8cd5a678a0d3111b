package dev.parley.tool;

import dev.parley.platform.problem.ErrorCode;

/** The refusals that only this service knows. */
public enum ToolError implements ErrorCode {
    INVALID_ARGUMENTS("invalid-arguments", "The arguments do not fit the tool", 422),
    CALL_ID_REUSED("call-id-reused", "The call id was used for another call", 422),
    TOO_MANY_REQUESTS("too-many-requests", "Too many requests are open", 429),
    URL_NOT_ALLOWED("tool-url-not-allowed", "Nothing is sent to this address", 422),
    STALE_CLAIM("stale-claim", "The run is somebody else's by now", 409),
    OVERLOADED("overloaded", "Too much is being done just now", 503),
    TOO_MANY_TOOLS("too-many-tools", "There are too many tools", 409),
    BUILTIN_TOOL("builtin-tool", "The tool comes with Parley", 409),
    TOOL_REQUIRED("tool-required", "Another tool requires this one", 409),
    INVALID_REQUIREMENTS("invalid-requirements", "What the tool requires is not possible", 422),
    NAME_TAKEN("name-taken", "The name is taken", 409),
    RATE_LIMITED("rate-limited", "The tool is called too often", 429),
    REQUIREMENT_UNMET("requirement-unmet", "Another tool comes first", 409),
    PLAN_ID_REUSED("plan-id-reused", "The plan id was used for another plan", 422),
    FOUR_EYES("four-eyes", "Somebody else must decide", 403),
    ALREADY_DECIDED("already-decided", "The approval was decided on", 409),
    TOOL_DISABLED("tool-disabled", "The tool is disabled", 409),
    APPROVAL_EXPIRED("approval-expired", "The approval has expired", 409),
    NO_CREDENTIAL_KEYS("no-credential-keys", "No secret can be stored here", 409),
    TOO_MANY_MCP_SERVERS("too-many-mcp-servers", "The tenant names too many MCP servers", 409),
    SYNC_IN_PROGRESS("sync-in-progress", "The list is being fetched already", 409),
    APPROVAL_OUTDATED("approval-outdated", "The tool is not what was shown", 409);

    private final String code;
    private final String title;
    private final int status;

    ToolError(String code, String title, int status) {
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

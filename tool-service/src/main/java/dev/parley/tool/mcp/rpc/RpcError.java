package dev.parley.tool.mcp.rpc;

/**
 * The ways in which MCP says no. Where a revision calls the same thing by another code, both are
 * here.
 */
public enum RpcError {
    PARSE_ERROR(-32700),
    INVALID_REQUEST(-32600),
    METHOD_NOT_FOUND(-32601),
    INVALID_PARAMS(-32602),
    /** What every request must say of itself is missing; under the code of invalid parameters. */
    INVALID_META(-32602),
    INTERNAL(-32603),
    /** Only before 2026-07-28, which has invalid parameters for it. */
    RESOURCE_NOT_FOUND(-32002),
    /** The session is none, or its time is over; under the code of an invalid request. */
    SESSION_NOT_FOUND(-32600),
    HEADER_MISMATCH(-32020),
    MISSING_CAPABILITY(-32021),
    UNSUPPORTED_VERSION(-32022);

    private final int code;

    RpcError(int code) {
        this.code = code;
    }

    /** The number that clients match on. */
    public int code() {
        return code;
    }
}

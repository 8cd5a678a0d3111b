package dev.parley.tool.mcp.remote.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/** What a call of a tool may do. */
public enum Effects {
    /** Nothing: it only reads. */
    @JsonProperty("none")
    NONE,

    /** Something, but a second time nothing more. */
    @JsonProperty("idempotent")
    IDEMPOTENT,

    /** Anything, each time. */
    @JsonProperty("unsafe")
    UNSAFE;

    /**
     * By what a server says of a tool. It counts only where an operator trusts that server: anybody
     * could say so.
     */
    static Effects of(JsonNode hints, boolean trusted) {
        if (trusted && hints.path("readOnlyHint").booleanValue()) {
            return NONE;
        }
        return trusted && hints.path("idempotentHint").booleanValue() ? IDEMPOTENT : UNSAFE;
    }
}

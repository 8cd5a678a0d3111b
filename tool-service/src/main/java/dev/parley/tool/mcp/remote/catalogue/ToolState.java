package dev.parley.tool.mcp.remote.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a tool of a server can be called. */
public enum ToolState {
    /** It is what was approved. */
    @JsonProperty("active")
    ACTIVE,

    /** It is not what was approved, if anything was: it waits for somebody to look at it. */
    @JsonProperty("changed")
    CHANGED,

    /** Its server no longer lists it. */
    @JsonProperty("gone")
    GONE
}

package dev.parley.tool.mcp.remote.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.id.McpServerId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server as clients see it.
 *
 * @param state whether its tools are in step
 * @param problem why they are not, if they are not
 * @param toolCount how many of its tools can be called
 * @param tools how many there are in which state
 */
public record McpServerResponse(
        McpServerId id,
        String name,
        String url,
        @Nullable String credential,
        boolean enabled,
        String prefix,
        Map<String, String> labels,
        boolean trustAnnotations,
        boolean newToolsWait,
        State state,
        @Nullable Problem problem,
        @Nullable Instant lastSyncAt,
        @Nullable Instant nextSyncAt,
        @Nullable String protocolVersion,
        @Nullable Software server,
        int toolCount,
        Tools tools,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether the tools are in step with the server. */
    public enum State {
        /** Nobody speaks with the server. */
        @JsonProperty("disabled")
        DISABLED,

        /** Nobody has spoken with it yet. */
        @JsonProperty("pending")
        PENDING,

        /** They are. */
        @JsonProperty("ready")
        READY,

        /** They are not; what was taken before can be called. */
        @JsonProperty("failing")
        FAILING
    }

    /**
     * Why not.
     *
     * @param code a closed set, for programs
     * @param detail one sentence
     */
    public record Problem(String code, String detail) {}

    /** What the server says it is. */
    public record Software(String name, String version) {}

    /**
     * How many tools.
     *
     * @param changed wait for approval
     * @param gone are no longer listed
     * @param leftOut were not taken, and why
     */
    public record Tools(int active, int changed, int gone, JsonNode leftOut) {}
}

package dev.parley.tool.mcp.remote.catalogue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tool of a server as it was last seen.
 *
 * @param name under which models know it
 * @param approval what of it was approved; null for one that never was
 */
public record StoredTool(
        String tenant,
        UUID serverId,
        String remoteName,
        String name,
        @Nullable String title,
        String description,
        String inputSchema,
        @Nullable String outputSchema,
        String hints,
        String hash,
        ToolState state,
        @Nullable Approval approval,
        Instant updatedAt) {

    /**
     * What was approved.
     *
     * @param by who did so; null for a tool that was taken as it was first seen
     */
    public record Approval(String hash, @Nullable String by, Instant at) {}

    StoredTool gone(Instant now) {
        return with(ToolState.GONE, approval, now);
    }

    StoredTool approved(Approval given) {
        return with(ToolState.ACTIVE, given, given.at());
    }

    private StoredTool with(ToolState next, @Nullable Approval given, Instant now) {
        return new StoredTool(
                tenant,
                serverId,
                remoteName,
                name,
                title,
                description,
                inputSchema,
                outputSchema,
                hints,
                hash,
                next,
                given,
                now);
    }
}

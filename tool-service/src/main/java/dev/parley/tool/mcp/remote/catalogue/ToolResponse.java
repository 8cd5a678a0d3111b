package dev.parley.tool.mcp.remote.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.invocation.Effects;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool of a server as clients see it.
 *
 * @param remoteName as the server calls it
 * @param name under which models know it
 * @param hints what the server says of its effects
 * @param effects what counts of that
 * @param hash what an approval is bound to
 */
record ToolResponse(
        String remoteName,
        String name,
        @Nullable String title,
        String description,
        JsonNode inputSchema,
        @Nullable JsonNode outputSchema,
        JsonNode hints,
        Effects effects,
        String hash,
        ToolState state,
        @Nullable String approvedHash,
        @Nullable String approvedBy,
        @Nullable Instant approvedAt,
        Instant updatedAt) {}

package dev.parley.tool.mcp.remote.server;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server as a tenant named it.
 *
 * @param credential the name of a stored credential that its requests show
 * @param prefix what the names of its tools begin with
 * @param labels the tenant's own notes, in their stored form
 * @param trustAnnotations whether what it says of the effects of its tools counts
 * @param newToolsWait whether a tool that appears later waits for approval
 */
public record StoredServer(
        String tenant,
        UUID id,
        String name,
        String url,
        @Nullable String credential,
        String prefix,
        String labels,
        boolean enabled,
        boolean trustAnnotations,
        boolean newToolsWait,
        int version,
        Instant createdAt,
        Instant updatedAt) {}

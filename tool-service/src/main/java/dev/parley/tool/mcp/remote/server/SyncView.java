package dev.parley.tool.mcp.remote.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How speaking with a server went last.
 *
 * @param fault the code of why it failed; null if it went well, or nothing was tried yet
 * @param leftOut the tools that were not taken, as JSON
 */
record SyncView(
        Instant dueAt,
        @Nullable Instant syncedAt,
        @Nullable String fault,
        @Nullable String faultText,
        @Nullable String revision,
        @Nullable String serverName,
        @Nullable String serverVersion,
        String leftOut,
        int active,
        int changed,
        int gone) {}

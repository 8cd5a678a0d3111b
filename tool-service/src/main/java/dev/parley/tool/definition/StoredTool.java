package dev.parley.tool.definition;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of a tool with its newest version.
 *
 * @param tenant its owner
 * @param definition as JSON
 */
record StoredTool(
        String tenant,
        UUID id,
        String name,
        int version,
        boolean enabled,
        String definition,
        Instant createdAt,
        Instant updatedAt) {

    /** Names the version among those of all tools. */
    String key() {
        return id + ":" + version;
    }
}

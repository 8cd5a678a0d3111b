package dev.parley.tool.mcp.server.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.server.protocol.McpJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A task as it stands. */
record Task(UUID id, TaskState state, Instant createdAt, Instant updatedAt) {

    private static final int POLL_MILLIS = 1_000;

    /** As its client is told that it exists. */
    ObjectNode toJson(Duration ttl) {
        ObjectNode task = McpJson.object();
        task.put("taskId", id.toString());
        task.put("status", state.status().name().toLowerCase(Locale.ROOT));
        task.put("createdAt", createdAt.toString());
        task.put("lastUpdatedAt", updatedAt.toString());
        task.put("ttlMs", ttl.toMillis());
        task.put("pollIntervalMs", POLL_MILLIS);
        return task;
    }

    /** The same with all that is known of it. */
    ObjectNode toDetailedJson(Duration ttl) {
        ObjectNode task = toJson(ttl);
        switch (state) {
            case TaskState.Working working -> {}
            case TaskState.InputRequired waiting -> task.set("inputRequests", waiting.requests());
            case TaskState.Completed done -> task.set("result", done.result());
            case TaskState.Failed failed ->
                    task.put("statusMessage", failed.error().path("message").asText())
                            .set("error", failed.error());
            case TaskState.Cancelled cancelled -> {}
        }
        return task;
    }
}

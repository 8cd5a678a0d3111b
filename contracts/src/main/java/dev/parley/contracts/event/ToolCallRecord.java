package dev.parley.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.id.CallId;
import org.jspecify.annotations.Nullable;

/**
 * A tool call and how it ended, as the stored reply shows it. One of {@code result} and {@code
 * problem} is set; neither, if it is the client that executes the call.
 *
 * @param callId Parley's name for the call
 * @param tool the tool's name
 * @param arguments what it was called with
 * @param result what it gave
 * @param problem why it gave nothing
 */
public record ToolCallRecord(
        CallId callId,
        String tool,
        JsonNode arguments,
        @Nullable JsonNode result,
        @Nullable RunProblem problem) {

    /** Whether the call is for the client to execute. */
    public boolean forClient() {
        return result == null && problem == null;
    }
}

package dev.parley.agent.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ApprovalId;

/** How a tool call ended. */
public sealed interface ToolOutcome {

    /** How long the tool worked, in milliseconds. */
    long durationMs();

    /** Somebody has to approve it first. */
    record Waits(ApprovalId approvalId) implements ToolOutcome {

        @Override
        public long durationMs() {
            return 0;
        }
    }

    /** It gave a result. */
    record Succeeded(JsonNode result, long durationMs) implements ToolOutcome {}

    /** It gave none, and the model is told why. */
    record Failed(RunProblem problem, long durationMs) implements ToolOutcome {}
}

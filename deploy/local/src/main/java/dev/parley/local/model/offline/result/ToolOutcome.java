package dev.parley.local.model.offline.result;

import com.fasterxml.jackson.databind.JsonNode;

/** What came back of a tool call. */
public sealed interface ToolOutcome {

    /** The tool says that it failed, and why. */
    record Failed(String reason) implements ToolOutcome {}

    /** JSON came back. */
    record Data(JsonNode json) implements ToolOutcome {}

    /** Words came back. */
    record Prose(String text) implements ToolOutcome {}
}

package dev.parley.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One entry of what a model is shown, in order. */
public sealed interface Turn {

    /** What the model is to be. */
    record System(String text) implements Turn {}

    /** What the user said. */
    record User(String text) implements Turn {}

    /** What an assistant said and which tools it wanted, if any. */
    record Assistant(String text, List<Call> calls) implements Turn {}

    /** What a tool gave. */
    record ToolResult(String call, String tool, String content) implements Turn {}

    /** A tool call under Parley's own id, or under the one that a client brought along. */
    record Call(String id, String tool, JsonNode arguments) {}
}

package dev.parley.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.Usage;
import java.util.List;

/**
 * What a model answered.
 *
 * @param text the text, possibly empty if there are calls
 * @param calls the tools it wants, in order
 */
public record ModelReply(String text, List<WantedCall> calls, Usage usage) {

    /** A tool call as the model wants it; its arguments are an object. */
    public record WantedCall(String tool, JsonNode arguments) {}
}

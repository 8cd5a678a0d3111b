package dev.parley.conversation.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.contracts.event.EventJson;

/**
 * A series of deltas in one row. Their numbers follow one another up to the row's own, so that the
 * place of each end tells which of them a reader has.
 */
final class FoldedDelta {

    private FoldedDelta() {}

    /**
     * What a reader is still to get.
     *
     * @param data the row's data, with the text of all
     * @param seq the row's number, which is that of the last delta
     * @param ends where each delta ended in the text, in UTF-16 units
     * @param after the last event that the reader has
     */
    static String rest(String data, long seq, Integer[] ends, long after) {
        long first = seq - ends.length + 1;
        if (after < first) {
            return data;
        }
        try {
            JsonNode whole = EventJson.mapper().readTree(data);
            int had = ends[Math.toIntExact(after - first)];
            String rest = whole.path("text").asText().substring(had);
            return EventJson.mapper()
                    .writeValueAsString(JsonNodeFactory.instance.objectNode().put("text", rest));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored delta is readable", e);
        }
    }
}

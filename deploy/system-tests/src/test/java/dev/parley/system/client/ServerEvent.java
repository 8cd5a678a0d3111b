package dev.parley.system.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One event of a stream, as it came. */
public record ServerEvent(long seq, String type, String data) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode json() {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + data, e);
        }
    }

    /**
     * The same event without its time, which a live stream may give more precisely than the log.
     */
    public ServerEvent withoutTime() {
        return new ServerEvent(seq, type, ((ObjectNode) json()).without("at").toString());
    }

    public String run() {
        return json().path("run_id").asText();
    }

    public boolean isTerminal() {
        return type.equals("run.completed")
                || type.equals("run.failed")
                || type.equals("run.cancelled");
    }
}

package dev.parley.system.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One event of a stream, as it came. */
public record ServerEvent(long seq, String type, String data) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ServerEvent of(dev.parley.local.chat.ServerEvent event) {
        return new ServerEvent(Long.parseLong(event.id()), event.type(), event.data());
    }

    public JsonNode json() {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + data, e);
        }
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

package dev.parley.torture.history;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One event of a conversation's log.
 *
 * @param reader who received it; empty in the dump of the log
 */
public record Event(String reader, String conversation, long seq, String type, JsonNode data) {

    /** The run that it is about. */
    public String run() {
        return data.path("run_id").asText();
    }

    /** Whether it is the end of its run. */
    public boolean ends() {
        return type.equals("run.completed")
                || type.equals("run.failed")
                || type.equals("run.cancelled");
    }
}

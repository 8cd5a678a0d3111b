package dev.parley.conversation.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.RunId;

/**
 * Where a run begins in its conversation's log.
 *
 * @param afterSeq the event before its first
 */
record RunBegin(RunId run, long afterSeq) {

    /** The run that an accepted message named. */
    static RunBegin of(ObjectMapper mapper, String acceptedBody) {
        try {
            JsonNode run = mapper.readTree(acceptedBody).path("run");
            return new RunBegin(
                    RunId.parse(run.path("id").asText()), run.path("after_seq").asLong());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an accepted message is always readable", e);
        }
    }
}

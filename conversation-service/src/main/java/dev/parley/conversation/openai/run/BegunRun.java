package dev.parley.conversation.openai.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.idempotency.Answer;
import java.time.Instant;

/**
 * A run that a request began, in the form that is remembered under the request's key.
 *
 * @param afterSeq the event before its first
 * @param model the agent as the request named it
 */
public record BegunRun(
        ConversationId conversation, RunId run, long afterSeq, String model, Instant at) {

    /** What is remembered. */
    public Answer toAnswer(ObjectMapper mapper) {
        try {
            return new Answer(200, mapper.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a begun run is always writable", e);
        }
    }

    /** What was remembered. */
    public static BegunRun of(ObjectMapper mapper, Answer remembered) {
        try {
            return mapper.readValue(remembered.body(), BegunRun.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a begun run is always readable", e);
        }
    }
}

package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.openai.run.BegunRun;
import java.time.Instant;

/**
 * What is kept of a request, so that its response can be told again from the log.
 *
 * @param afterSeq the event before the run's first
 * @param firstInput the number of its first input message
 * @param lastInput the number of its last
 * @param echo the fields of the response that only repeat the request
 */
record StoredResponse(
        ConversationId conversation,
        RunId run,
        long afterSeq,
        long firstInput,
        long lastInput,
        ObjectNode echo,
        Instant createdAt) {

    BegunRun begun() {
        return new BegunRun(conversation, run, afterSeq, echo.path("model").asText(), createdAt);
    }

    boolean inBackground() {
        return echo.path("background").asBoolean();
    }
}

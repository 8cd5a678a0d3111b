package dev.parley.local.model.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;

/**
 * What is the same in every piece of one completion.
 *
 * @param usage sent as it is; a missing node leaves it out
 */
public record Completion(
        CompletionId id, String model, Instant created, JsonNode usage, boolean includeUsage) {

    public static Completion of(
            ChatRequest request, CompletionId id, Instant created, int completionTokens) {
        Usage usage = new Usage(Tokens.count(request), completionTokens);
        boolean include = request.delivery().includeUsage();
        return new Completion(id, request.model(), created, json(usage), include);
    }

    /** This completion with another usage, which is sent whether it was asked for or not. */
    public Completion withUsage(JsonNode other) {
        return new Completion(id, model, created, other, true);
    }

    private static JsonNode json(Usage usage) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.totalTokens());
    }
}

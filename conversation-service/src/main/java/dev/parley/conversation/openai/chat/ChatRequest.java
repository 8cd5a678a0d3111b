package dev.parley.conversation.openai.chat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.http.Metadata;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /openai/v1/chat/completions}. The fields that are ignored are OpenAI's,
 * sent by many clients, and mean nothing to an agent; any other unknown one is refused by name.
 *
 * @param model the name of an agent
 * @param user taken and ignored: the user is the token's
 * @param parallelToolCalls taken as a wish; a model that calls several tools at once is heard
 */
@JsonIgnoreProperties({
    "audio",
    "frequency_penalty",
    "logit_bias",
    "logprobs",
    "modalities",
    "prediction",
    "presence_penalty",
    "prompt_cache_key",
    "prompt_cache_retention",
    "reasoning_effort",
    "safety_identifier",
    "seed",
    "service_tier",
    "stop",
    "store",
    "top_logprobs",
    "verbosity",
    "web_search_options"
})
record ChatRequest(
        @NotNull(message = "is required: the name of an agent") String model,
        @NotNull(message = "is required")
                @Size(min = 1, max = 1_000, message = "must have 1 to 1000 messages")
                List<JsonNode> messages,
        @Nullable Boolean stream,
        @Nullable StreamOptions streamOptions,
        @Nullable JsonNode tools,
        @Nullable JsonNode toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable JsonNode responseFormat,
        @DecimalMin(value = "0", message = "must be 0 to 2")
                @DecimalMax(value = "2", message = "must be 0 to 2")
                @Nullable Double temperature,
        @DecimalMin(value = "0", message = "must be 0 to 1")
                @DecimalMax(value = "1", message = "must be 0 to 1")
                @Nullable Double topP,
        @Min(value = 1, message = "must be 1 or more") @Nullable Integer maxTokens,
        @Min(value = 1, message = "must be 1 or more") @Nullable Integer maxCompletionTokens,
        @Valid @Nullable Metadata metadata,
        @Nullable String user,
        @Min(value = 1, message = "must be 1") @Max(value = 1, message = "must be 1")
                @Nullable Integer n) {

    /** Whether a stream ends with what the run consumed. */
    @JsonIgnoreProperties("include_obfuscation")
    record StreamOptions(@Nullable Boolean includeUsage) {}

    boolean streamed() {
        return Boolean.TRUE.equals(stream);
    }

    boolean withUsage() {
        return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
    }

    @Nullable Integer mostTokens() {
        return maxCompletionTokens == null ? maxTokens : maxCompletionTokens;
    }
}

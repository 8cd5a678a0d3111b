package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.http.Metadata;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /openai/v1/responses}. The fields that are ignored are OpenAI's, sent by
 * many clients, and mean nothing to an agent; any other unknown one is refused by name.
 *
 * @param model the name of an agent
 * @param input a text or a list of items
 * @param conversation the id of a conversation to go on with, alone or as the field {@code id} of
 *     an object
 * @param previousResponseId the response to go on after
 * @param store whether the response can be asked for later; true if not given
 */
@JsonIgnoreProperties({
    "context_management",
    "include",
    "max_tool_calls",
    "prompt_cache_key",
    "prompt_cache_retention",
    "reasoning",
    "safety_identifier",
    "service_tier",
    "stream_options",
    "top_logprobs",
    "truncation",
    "user"
})
record ResponseRequest(
        @NotNull(message = "is required: the name of an agent") String model,
        @NotNull(message = "is required") JsonNode input,
        @Size(max = 131_072, message = "must have at most 131072 characters")
                @Nullable String instructions,
        @Nullable JsonNode tools,
        @Nullable JsonNode toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable TextOptions text,
        @DecimalMin(value = "0", message = "must be 0 to 2")
                @DecimalMax(value = "2", message = "must be 0 to 2")
                @Nullable Double temperature,
        @DecimalMin(value = "0", message = "must be 0 to 1")
                @DecimalMax(value = "1", message = "must be 0 to 1")
                @Nullable Double topP,
        @Min(value = 1, message = "must be 1 or more") @Nullable Integer maxOutputTokens,
        @Valid @Nullable Metadata metadata,
        @Nullable JsonNode conversation,
        @Nullable String previousResponseId,
        @Nullable Boolean stream,
        @Nullable Boolean background,
        @Nullable Boolean store) {

    /** The form of the answer. */
    @JsonIgnoreProperties("verbosity")
    record TextOptions(@Nullable JsonNode format) {}

    boolean streamed() {
        return Boolean.TRUE.equals(stream);
    }

    boolean inBackground() {
        return Boolean.TRUE.equals(background);
    }

    boolean stored() {
        return !Boolean.FALSE.equals(store);
    }

    @Nullable JsonNode format() {
        return text == null ? null : text.format();
    }
}

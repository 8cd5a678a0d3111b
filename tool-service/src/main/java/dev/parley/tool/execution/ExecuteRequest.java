package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/tools/{name}/execute}.
 *
 * @param arguments an object that fits the tool's input schema
 * @param callId the idempotency key of the call; without one, a repeated request is another call
 * @param context where the call comes from
 */
public record ExecuteRequest(
        @NotNull(message = "is required: an object that fits the tool's input_schema")
                JsonNode arguments,
        @Pattern(
                        regexp = "[A-Za-z0-9_.:-]{1,128}",
                        message = "must be 1 to 128 letters, digits, _ . : or -")
                @Nullable String callId,
        @Valid @Nullable Context context) {

    /**
     * Where a call comes from.
     *
     * @param runId the run; what a call id of the form {@code call_<run>_<step>_<index>} names need
     *     not be said again
     * @param epoch which claim of the run calls; an earlier one than any that called before is
     *     refused
     */
    public record Context(
            @Nullable RunId runId,
            @Nullable ConversationId conversationId,
            @Size(max = 64, message = "must have at most 64 characters") @Nullable String agent,
            @Min(value = 0, message = "must not be negative") @Nullable Integer epoch) {}
}

package dev.parley.agent.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.id.CallId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs/{id}/actions}.
 *
 * @param actions 1 to 50
 */
record ActionsRequest(
        @NotNull(message = "is required: 1 to 50 actions")
                @Size(min = 1, max = 50, message = "must have 1 to 50 actions")
                @Valid
                List<@NotNull(message = "must not be null") Action> actions) {

    /**
     * What is decided on a call that waits.
     *
     * @param decision {@code approve}, {@code deny} or {@code edit}
     * @param arguments those to call with; for {@code edit} only
     * @param reason for the model and the record, up to 2,000 characters
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Action(
            @NotNull(message = "is required") CallId callId,
            @NotNull(message = "is required: approve, deny or edit")
                    @Pattern(
                            regexp = "approve|deny|edit",
                            message = "must be approve, deny or edit")
                    String decision,
            @Nullable JsonNode arguments,
            @Size(max = 2000, message = "must have at most 2000 characters")
                    @Nullable String reason) {}
}

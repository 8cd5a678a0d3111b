package dev.parley.tool.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.execution.ExecuteRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/tools/plan}.
 *
 * @param planId the idempotency key: the same plan asked for again goes on where it is; one is made
 *     if null
 * @param calls 1 to 50
 * @param context where the calls come from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanRequest(
        @Pattern(
                        regexp = "[A-Za-z0-9_-]{1,64}",
                        message = "must be 1 to 64 letters, digits, _ or -")
                @Nullable String planId,
        @NotNull(message = "is required: 1 to 50 calls")
                @Size(min = 1, max = 50, message = "must have 1 to 50 calls")
                @Valid
                List<@NotNull(message = "must not be null") Call> calls,
        @Valid ExecuteRequest.@Nullable Context context) {

    /**
     * A call of the plan.
     *
     * @param id names it within the plan
     * @param arguments as for the tool; where the result of another call belongs stands {@code
     *     {"$from": "<id>", "at": "<JSON Pointer>"}}
     * @param dependsOn calls that must have succeeded before, beside those whose results it takes
     *     and those whose tools its tool requires
     * @param compensate what undoes it if the plan is cancelled after it has succeeded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Call(
            @NotNull(message = "is required")
                    @Pattern(
                            regexp = "[A-Za-z0-9_-]{1,32}",
                            message = "must be 1 to 32 letters, digits, _ or -")
                    String id,
            @NotNull(message = "is required: the name of a tool")
                    @Size(max = 64, message = "must have at most 64 characters")
                    String tool,
            @Nullable JsonNode arguments,
            @Size(max = 50, message = "must name at most 50 calls")
                    @Nullable List<@NotNull(message = "must not be null") String> dependsOn,
            @Valid @Nullable Compensation compensate) {

        List<String> dependencies() {
            return Objects.requireNonNullElse(dependsOn, List.of());
        }
    }

    /**
     * A call that undoes another.
     *
     * @param arguments may take the result of the call that it undoes, and of those that this one
     *     depends on
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Compensation(
            @NotNull(message = "is required: the name of a tool")
                    @Size(max = 64, message = "must have at most 64 characters")
                    String tool,
            @Nullable JsonNode arguments) {}
}

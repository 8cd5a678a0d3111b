package dev.parley.agent.control;

import dev.parley.platform.json.OptionalBody;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs/{id}/replay}, which may be left out.
 *
 * @param fromStep the first step that is done anew; those before it are taken over; 0 if not given
 * @param agentVersion the version of the agent that does it; the run's own if not given
 */
@OptionalBody
record ReplayRequest(
        @Min(value = 0, message = "must be 0 to 50") @Max(value = 50, message = "must be 0 to 50")
                @Nullable Integer fromStep,
        @Min(value = 1, message = "must be 1 or more") @Nullable Integer agentVersion) {}

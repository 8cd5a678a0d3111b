package dev.parley.agent.operations;

import dev.parley.platform.json.OptionalBody;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What to pause or resume; everything that the caller may handle if the body is left out.
 *
 * @param tenant only this tenant's runs
 * @param agent only the runs of this agent of the tenant
 */
@OptionalBody
record PauseRequest(
        @Size(min = 1, max = 255) @Nullable String tenant,
        @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message = "must be the name of an agent, such as \"assistant\"")
                @Nullable String agent) {}

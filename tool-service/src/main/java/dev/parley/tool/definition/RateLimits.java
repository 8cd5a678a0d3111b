package dev.parley.tool.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * How often a tool may be called; a limit that is null does not bind.
 *
 * @param tool by everybody together
 * @param tenant by one tenant
 * @param user by one user
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RateLimits(
        @Valid @Nullable RateLimit tool,
        @Valid @Nullable RateLimit tenant,
        @Valid @Nullable RateLimit user) {}

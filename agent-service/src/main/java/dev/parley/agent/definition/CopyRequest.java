package dev.parley.agent.definition;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The body of {@code POST /v1/agents/{id}/copy}.
 *
 * @param name the copy's name, unique in the tenant
 */
record CopyRequest(
        @NotNull(message = "is required")
                @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message =
                                "must be 1 to 63 lower-case letters, digits, - or _, beginning with a letter or digit")
                String name) {}

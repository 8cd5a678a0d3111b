package dev.parley.tool.definition;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * To whom a tool is shown besides its own tenant.
 *
 * @param tenants up to 1,000, or {@code *} for all
 */
record SharingRequest(
        @NotNull(message = "is required: a list of tenants, or [\"*\"]")
                @Size(max = 1000, message = "must name at most 1000 tenants")
                List<
                                @NotNull(message = "must not be null")
                                @Pattern(
                                        regexp = "\\*|[a-z0-9][a-z0-9_-]{0,62}",
                                        message = "must be the name of a tenant, or *")
                                String>
                        tenants) {}

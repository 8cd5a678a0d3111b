package dev.parley.agent.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's part of the queue.
 *
 * @param weight its share beside other tenants that wait, 0.01 to 100
 * @param maxRunning how many of its runs are executed at once; no limit if null
 * @param userMaxRunning how many runs of one of its users are executed at once; the queue's rule if
 *     null
 * @param maxOpen how many of its accepted runs may be without an end; the queue's rule if null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record TenantQuota(
        @NotNull @DecimalMin("0.01") @DecimalMax("100") Double weight,
        @Min(1) @Max(100_000) @Nullable Integer maxRunning,
        @Min(1) @Max(100_000) @Nullable Integer userMaxRunning,
        @Min(1) @Max(10_000_000) @Nullable Integer maxOpen) {}

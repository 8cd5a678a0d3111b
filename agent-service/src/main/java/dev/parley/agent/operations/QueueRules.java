package dev.parley.agent.operations;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * What holds for the whole queue, in every process at once.
 *
 * @param ageing a waiting run counts as one priority higher for each such span, PT1S to PT24H
 * @param maxOpen how many accepted runs may be without an end, 1 to 10,000,000
 * @param tenantMaxOpen how many of one tenant, unless its own quota says otherwise
 * @param userMaxOpen how many of one user
 */
record QueueRules(
        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 24) Duration ageing,
        @NotNull @Min(1) @Max(10_000_000) Integer maxOpen,
        @NotNull @Min(1) @Max(10_000_000) Integer tenantMaxOpen,
        @NotNull @Min(1) @Max(10_000_000) Integer userMaxOpen) {}

package dev.parley.agent.operations;

import dev.parley.contracts.event.Priority;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the whole queue, in every process at once. What is not given stays as it is.
 *
 * @param ageing a waiting run counts as one priority higher for each such span, PT1S to PT24H
 * @param maxOpen how many accepted runs may be without an end, 1 to 10,000,000
 * @param tenantMaxOpen how many of one tenant, unless its own quota says otherwise
 * @param userMaxOpen how many of one user
 * @param userMaxRunning how many runs of one user are executed at once, unless the tenant's quota
 *     says otherwise, 1 to 100,000
 * @param maxAttempts how often a run is tried that fails in a way that may pass, 1 to 10
 * @param firstBackoff the pause before the second try, doubled for each further one, PT0.1S to PT1H
 * @param maxBackoff the longest pause, PT0.1S to PT24H
 * @param preemptFrom from which priority on a run takes the slot of a less urgent one at the border
 *     of its steps
 * @param preempted up to which priority runs leave their slots
 * @param maxPreemptions how often a run leaves its slot at the most, 0 to 100; at 0 none does
 * @param headroom which part of each process' general slots tenants beyond their share leave free,
 *     0 to 0.5, while there are several tenants
 */
record QueueRules(
        @DurationMin(seconds = 1) @DurationMax(hours = 24) @Nullable Duration ageing,
        @Min(1) @Max(10_000_000) @Nullable Integer maxOpen,
        @Min(1) @Max(10_000_000) @Nullable Integer tenantMaxOpen,
        @Min(1) @Max(10_000_000) @Nullable Integer userMaxOpen,
        @Min(1) @Max(100_000) @Nullable Integer userMaxRunning,
        @Min(1) @Max(10) @Nullable Integer maxAttempts,
        @DurationMin(millis = 100) @DurationMax(hours = 1) @Nullable Duration firstBackoff,
        @DurationMin(millis = 100) @DurationMax(hours = 24) @Nullable Duration maxBackoff,
        @Nullable Priority preemptFrom,
        @Nullable Priority preempted,
        @Min(0) @Max(100) @Nullable Integer maxPreemptions,
        @DecimalMin("0") @DecimalMax("0.5") @Nullable BigDecimal headroom) {}

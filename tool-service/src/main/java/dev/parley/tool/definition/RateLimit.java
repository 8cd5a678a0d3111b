package dev.parley.tool.definition;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How many calls there may be in a time.
 *
 * @param limit how many, 1 to 1,000,000
 * @param per in which time, a second to a day
 */
public record RateLimit(
        @NotNull(message = "is required")
                @Min(value = 1, message = "must be at least 1")
                @Max(value = 1_000_000, message = "must be at most 1000000")
                Integer limit,
        @NotNull(message = "is required, such as \"PT1M\"")
                @DurationMin(seconds = 1, message = "must be at least PT1S")
                @DurationMax(days = 1, message = "must be at most P1D")
                Duration per) {}

package dev.parley.agent.definition;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * Where a run of the agent ends at the latest. What is not given takes its default.
 *
 * @param maxSteps how many model calls, 1 to 50; default 10
 * @param maxToolCalls how many tool calls, 0 to 100; default 20
 * @param timeout how long in all, 1 s to 1 h, ISO-8601; default two minutes
 */
public record Limits(
        @Min(value = 1, message = "must be 1 to 50") @Max(value = 50, message = "must be 1 to 50")
                @Nullable Integer maxSteps,
        @Min(value = 0, message = "must be 0 to 100")
                @Max(value = 100, message = "must be 0 to 100")
                @Nullable Integer maxToolCalls,
        @DurationMin(seconds = 1, message = "must be PT1S to PT1H")
                @DurationMax(hours = 1, message = "must be PT1S to PT1H")
                @Nullable Duration timeout) {

    /** The defaults. */
    public static final Limits DEFAULT = new Limits(10, 20, Duration.ofMinutes(2));

    /** These limits with defaults for what was not given. */
    public static Limits complete(@Nullable Limits given) {
        if (given == null) {
            return DEFAULT;
        }
        return new Limits(
                given.maxSteps == null ? DEFAULT.maxSteps : given.maxSteps,
                given.maxToolCalls == null ? DEFAULT.maxToolCalls : given.maxToolCalls,
                given.timeout == null ? DEFAULT.timeout : given.timeout);
    }
}

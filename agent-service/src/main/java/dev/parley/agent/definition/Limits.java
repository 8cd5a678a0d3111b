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
 * @param timeout how long in all after the first begin, 1 s to 1 h, ISO-8601; default two minutes
 * @param stepTimeout how long a model or tool call, its repetitions included, 1 s to 1 h; not
 *     limited beyond {@code timeout} if not given
 */
public record Limits(
        @Min(value = 1, message = "must be 1 to 50") @Max(value = 50, message = "must be 1 to 50")
                @Nullable Integer maxSteps,
        @Min(value = 0, message = "must be 0 to 100")
                @Max(value = 100, message = "must be 0 to 100")
                @Nullable Integer maxToolCalls,
        @DurationMin(seconds = 1, message = "must be PT1S to PT1H")
                @DurationMax(hours = 1, message = "must be PT1S to PT1H")
                @Nullable Duration timeout,
        @DurationMin(seconds = 1, message = "must be PT1S to PT1H")
                @DurationMax(hours = 1, message = "must be PT1S to PT1H")
                @Nullable Duration stepTimeout) {

    /** How long a run may take if nothing else is said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

    /** The defaults. */
    public static final Limits DEFAULT = new Limits(10, 20, DEFAULT_TIMEOUT, null);

    /** These limits with defaults for what was not given. */
    public static Limits complete(@Nullable Limits given) {
        if (given == null) {
            return DEFAULT;
        }
        return new Limits(
                given.maxSteps == null ? DEFAULT.maxSteps : given.maxSteps,
                given.maxToolCalls == null ? DEFAULT.maxToolCalls : given.maxToolCalls,
                given.timeout == null ? DEFAULT.timeout : given.timeout,
                given.stepTimeout);
    }
}

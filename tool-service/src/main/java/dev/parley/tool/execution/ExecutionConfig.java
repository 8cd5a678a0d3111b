package dev.parley.tool.execution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How tools are executed. */
@ConfigMapping(prefix = "parley.execution")
public interface ExecutionConfig {

    /**
     * How long a request waits for its outcome; then it is told that the call goes on, and asks
     * again with the same call id. Keep it below what proxies allow.
     */
    @WithDefault("PT25S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 10)
    Duration answerWithin();

    /** How long a silent process keeps its calls, before another one takes them over. */
    @WithDefault("PT15S")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration lease();

    /**
     * How many calls that ask others may be on their way in a process, shared by the tenants that
     * come; more are told to wait.
     */
    @WithDefault("500")
    @Min(1)
    @Max(100_000)
    int maxRunning();

    /** How large a result may be, in bytes; of what is larger its beginning is kept. */
    @WithDefault("65536")
    @Min(1024)
    @Max(1 << 20)
    int maxResultBytes();

    /** The pause before the second attempt at a call; it doubles with every further one. */
    @WithDefault("PT0.2S")
    @DurationMin(millis = 1)
    @DurationMax(minutes = 1)
    Duration retryBackoff();

    /**
     * How long after an attempt whose outcome nobody knows the other side's word that it was not
     * done counts: before, it may be at it still.
     */
    @WithDefault("PT10S")
    @DurationMin
    @DurationMax(minutes = 10)
    Duration settling();

    /** How long executions are kept. After that, a call id that comes again is a new call. */
    @WithDefault("P90D")
    @DurationMin(hours = 24)
    Duration retention();
}

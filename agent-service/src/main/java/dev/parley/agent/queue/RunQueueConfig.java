package dev.parley.agent.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How runs are claimed and kept. */
@ConfigMapping(prefix = "parley.queue")
public interface RunQueueConfig {

    /**
     * How many runs this process executes side by side. More needs more memory and database
     * connections.
     */
    @WithDefault("64")
    @Min(1)
    @Max(2000)
    int slots();

    /**
     * How often the queue is looked at without being woken; bounds the wait of runs that another
     * process queued.
     */
    @WithDefault("PT0.2S")
    Duration pollInterval();

    /**
     * How long a claim holds without a heartbeat. Shorter recovers sooner, longer tolerates longer
     * pauses.
     */
    @WithDefault("PT10S")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration lease();

    /** How often a run's worker may vanish before the run is given up as one that crashes it. */
    @WithDefault("3")
    @Min(1)
    @Max(100)
    int maxCrashes();
}

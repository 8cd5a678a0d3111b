package dev.parley.platform.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the outbox is relayed. */
@ConfigMapping(prefix = "parley.outbox")
public interface OutboxConfig {

    /**
     * How often the relay looks without being woken; bounds the delay of rows that another process
     * left behind.
     */
    @WithDefault("PT0.5S")
    Duration pollInterval();

    /**
     * How many rows leave in one go. More shares the cost of a commit, fewer shortens the wait of
     * the last.
     */
    @WithDefault("500")
    @Min(1)
    @Max(5000)
    int batchSize();

    /** How long to wait after a failure before the next try. */
    @WithDefault("PT1S")
    Duration retryDelay();
}

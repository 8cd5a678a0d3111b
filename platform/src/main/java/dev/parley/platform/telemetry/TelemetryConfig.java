package dev.parley.platform.telemetry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this instance watches itself. */
@ConfigMapping(prefix = "parley.telemetry")
public interface TelemetryConfig {

    /** How often dependencies are probed and a heartbeat is sent. */
    @WithDefault("PT5S")
    Duration interval();

    /** How long a probe may take before the dependency counts as down. */
    @WithDefault("PT3S")
    Duration probeTimeout();
}

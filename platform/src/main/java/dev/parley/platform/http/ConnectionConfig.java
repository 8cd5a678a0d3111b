package dev.parley.platform.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many connections may be open. */
@ConfigMapping(prefix = "parley.http")
public interface ConnectionConfig {

    /**
     * Of all clients together. More needs more file descriptors, and about 20 KB of memory for each
     * open stream.
     */
    @WithDefault("16384")
    @Min(1)
    @Max(1_000_000)
    int maxConnections();

    /**
     * Of one address. Raise it where a proxy stands before all clients, lower it where clients come
     * directly and few streams are open.
     */
    @WithDefault("4096")
    @Min(1)
    @Max(1_000_000)
    int maxConnectionsPerClient();
}

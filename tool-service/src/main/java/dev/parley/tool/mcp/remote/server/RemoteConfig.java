package dev.parley.tool.mcp.remote.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the tools of MCP servers of others are kept in step. */
@ConfigMapping(prefix = "parley.mcp-servers")
public interface RemoteConfig {

    /** How many of them a tenant may name. */
    @WithDefault("50")
    @Min(0)
    @Max(1000)
    int maxPerTenant();

    /** How long after a list was fetched it is fetched again, give or take a tenth. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration pollInterval();

    /** How long a server that fails again and again is left alone at the most. */
    @WithDefault("PT1H")
    @DurationMin(seconds = 1)
    @DurationMax(days = 7)
    Duration maxBackoff();

    /** Servers whose lists one process fetches side by side. */
    @WithDefault("16")
    @Min(1)
    @Max(1000)
    int maxSyncs();

    /** The same of one tenant. */
    @WithDefault("4")
    @Min(1)
    @Max(1000)
    int maxSyncsPerTenant();

    /** Servers that one process listens to for changes; the others are only polled. */
    @WithDefault("64")
    @Min(0)
    @Max(10_000)
    int maxListeners();
}

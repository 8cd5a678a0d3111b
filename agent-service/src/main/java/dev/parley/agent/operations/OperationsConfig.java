package dev.parley.agent.operations;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who operates the whole suite. */
@ConfigMapping(prefix = "parley.operations")
public interface OperationsConfig {

    /**
     * The tenant whose operators see and handle the queue of all tenants. Operators of any other
     * tenant see and handle their own part only, and all do if it is not set.
     */
    Optional<String> tenant();
}

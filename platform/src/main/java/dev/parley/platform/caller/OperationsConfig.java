package dev.parley.platform.caller;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who operates the whole suite. */
@ConfigMapping(prefix = "parley.operations")
public interface OperationsConfig {

    /**
     * The tenant whose operators see and handle what belongs to all tenants. Operators of any other
     * tenant see and handle their own part only, and all do if it is not set.
     */
    Optional<String> tenant();

    /** Whether a caller is of that tenant; what he may do there depends on his roles. */
    default boolean isOfSuite(Caller caller) {
        return tenant().filter(caller.tenant()::equals).isPresent();
    }
}

package dev.parley.tool.mcp.remote.sync;

import dev.parley.tool.mcp.remote.server.RemoteConfig;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a server is left alone. Never the same for all: servers that were named together would
 * be asked together ever after. Pure, but for chance.
 */
final class Pauses {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final double SPREAD = 0.2;

    /** Doubled more often, every pause is the longest. */
    private static final int MOST_DOUBLINGS = 20;

    private final RemoteConfig config;
    private final DoubleSupplier chance;

    /**
     * Decides by the settings.
     *
     * @param chance gives numbers from 0 to 1
     */
    Pauses(RemoteConfig config, DoubleSupplier chance) {
        this.config = config;
        this.chance = chance;
    }

    /** After a list was fetched. */
    Duration afterSuccess() {
        return spread(config.pollInterval());
    }

    /**
     * After it could not be.
     *
     * @param failures how many there have been in a row before
     */
    Duration afterFailure(int failures) {
        long doubled = FIRST.toMillis() << Math.min(failures, MOST_DOUBLINGS);
        return spread(Duration.ofMillis(Math.min(doubled, config.maxBackoff().toMillis())));
    }

    /** From nine tenths to eleven tenths. */
    private Duration spread(Duration pause) {
        double factor = 1 + SPREAD * (chance.getAsDouble() - 0.5);
        return Duration.ofMillis(Math.round(pause.toMillis() * factor));
    }
}

package dev.parley.monitoring.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How something is, from best to worst. UNKNOWN means that nothing can be heard, not that nothing
 * works.
 */
enum Status {
    UP,
    STOPPED,
    DEGRADED,
    UNKNOWN,
    DOWN;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

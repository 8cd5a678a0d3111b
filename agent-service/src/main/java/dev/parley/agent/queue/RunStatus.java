package dev.parley.agent.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run stands. COMPLETED, FAILED, CANCELLED and EXPIRED are final. */
public enum RunStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** It took longer than it may. */
    EXPIRED;

    /** The name as clients read it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.parley.agent.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run stands. COMPLETED, FAILED and CANCELLED are final. */
public enum RunStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** The name as clients read it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How urgent a run is, from least to most. */
public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT,
    CRITICAL;

    /** The name as clients write it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the name as clients write it; throws {@link IllegalArgumentException} for any other
     * text.
     */
    @JsonCreator
    public static Priority parse(String wireName) {
        for (Priority priority : values()) {
            if (priority.wireName().equals(wireName)) {
                return priority;
            }
        }
        throw new IllegalArgumentException("must be one of low, normal, high, urgent, critical");
    }
}

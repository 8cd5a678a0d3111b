package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.contracts.id.RunId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Runs were deleted with their conversation: whoever keeps something of them deletes that, too.
 *
 * @param version the version of this shape, {@link #VERSION}
 * @param eventId unique per event
 * @param tenant whose data it was
 * @param runIds the runs, 1 to {@link #MAX_RUNS}
 * @param at when they were deleted
 */
public record RunsDeleted(
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) UUID eventId,
        @JsonProperty(required = true) String tenant,
        @JsonProperty(required = true) List<RunId> runIds,
        @JsonProperty(required = true) Instant at) {

    /** The version that this code writes. */
    public static final int VERSION = 1;

    /** How many runs one event names at most. */
    public static final int MAX_RUNS = 1_000;
}

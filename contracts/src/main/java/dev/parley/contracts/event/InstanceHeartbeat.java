package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a service says how it is.
 *
 * @param version the version of this shape, {@link #VERSION}
 * @param service such as {@code agent-service}
 * @param instance unique among the service's instances
 * @param startedAt when the process started
 * @param state what the instance as a whole can do
 * @param since since when it is in this state
 * @param why one sentence when the state is not {@link State#UP}
 * @param dependencies what it stands on
 * @param at when this was said
 */
public record InstanceHeartbeat(
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) String service,
        @JsonProperty(required = true) String instance,
        @JsonProperty(required = true) Instant startedAt,
        @JsonProperty(required = true) State state,
        @JsonProperty(required = true) Instant since,
        @Nullable String why,
        @JsonProperty(required = true) List<Dependency> dependencies,
        @JsonProperty(required = true) Instant at) {

    /** The version that this code writes. */
    public static final int VERSION = 1;

    /** UP does its work, DEGRADED does part of it, DOWN does none, STOPPING leaves on purpose. */
    public enum State {
        UP,
        DEGRADED,
        DOWN,
        STOPPING
    }

    /**
     * Something the instance stands on.
     *
     * @param name such as {@code postgres}
     * @param state {@link State#UP} or {@link State#DOWN}
     * @param since since when
     * @param why one sentence when it is down
     */
    public record Dependency(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) State state,
            @JsonProperty(required = true) Instant since,
            @Nullable String why) {}
}

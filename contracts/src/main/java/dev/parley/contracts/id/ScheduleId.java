package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names a schedule of runs, shown as {@code sched_…}. */
public record ScheduleId(UUID value) {

    private static final String PREFIX = "sched";

    /** A new, unique id. */
    public static ScheduleId next() {
        return new ScheduleId(UuidV7.next());
    }

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<ScheduleId> find(String text) {
        return PrefixedId.find(PREFIX, text, ScheduleId::new);
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static ScheduleId parse(String text) {
        return PrefixedId.parse(PREFIX, text, ScheduleId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}

package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names a run, one turn of an agent, shown as {@code run_…}. */
public record RunId(UUID value) {

    private static final String PREFIX = "run";

    /** A new, unique id. */
    public static RunId next() {
        return new RunId(UuidV7.next());
    }

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<RunId> find(String text) {
        return PrefixedId.find(PREFIX, text, RunId::new);
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static RunId parse(String text) {
        return PrefixedId.parse(PREFIX, text, RunId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}

package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names the execution of a tool, shown as {@code exec_…}. */
public record ExecutionId(UUID value) {

    private static final String PREFIX = "exec";

    /** A new, unique id. */
    public static ExecutionId next() {
        return new ExecutionId(UuidV7.next());
    }

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<ExecutionId> find(String text) {
        return PrefixedId.find(PREFIX, text, ExecutionId::new);
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static ExecutionId parse(String text) {
        return PrefixedId.parse(PREFIX, text, ExecutionId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}

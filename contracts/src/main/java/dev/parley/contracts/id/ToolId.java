package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names a registered tool, shown as {@code tool_…}. */
public record ToolId(UUID value) {

    private static final String PREFIX = "tool";

    /** A new, unique id. */
    public static ToolId next() {
        return new ToolId(UuidV7.next());
    }

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<ToolId> find(String text) {
        return PrefixedId.find(PREFIX, text, ToolId::new);
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static ToolId parse(String text) {
        return PrefixedId.parse(PREFIX, text, ToolId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}

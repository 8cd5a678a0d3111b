package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names an MCP server of others, shown as {@code mcps_…}. */
public record McpServerId(UUID value) {

    private static final String PREFIX = "mcps";

    /** A new, unique id. */
    public static McpServerId next() {
        return new McpServerId(UuidV7.next());
    }

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<McpServerId> find(String text) {
        return PrefixedId.find(PREFIX, text, McpServerId::new);
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static McpServerId parse(String text) {
        return PrefixedId.parse(PREFIX, text, McpServerId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}

package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names an agent, shown as {@code agent_…}. */
public record AgentId(UUID value) {

    private static final String PREFIX = "agent";

    /** A new, unique id. */
    public static AgentId next() {
        return new AgentId(UuidV7.next());
    }

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<AgentId> find(String text) {
        return PrefixedId.find(PREFIX, text, AgentId::new);
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static AgentId parse(String text) {
        return PrefixedId.parse(PREFIX, text, AgentId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}

package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names a conversation, shown as {@code conv_…}. */
public record ConversationId(UUID value) {

    private static final String PREFIX = "conv";

    /** A new, unique id. */
    public static ConversationId next() {
        return new ConversationId(UuidV7.next());
    }

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<ConversationId> find(String text) {
        return PrefixedId.find(PREFIX, text, ConversationId::new);
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static ConversationId parse(String text) {
        return PrefixedId.parse(PREFIX, text, ConversationId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}

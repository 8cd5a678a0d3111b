package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names a message, shown as {@code msg_…}. */
public record MessageId(UUID value) {

    private static final String PREFIX = "msg";

    /** A new, unique id. */
    public static MessageId next() {
        return new MessageId(UuidV7.next());
    }

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<MessageId> find(String text) {
        return PrefixedId.find(PREFIX, text, MessageId::new);
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static MessageId parse(String text) {
        return PrefixedId.parse(PREFIX, text, MessageId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}

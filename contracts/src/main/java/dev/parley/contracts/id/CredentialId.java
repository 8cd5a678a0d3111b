package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names a credential of an external system, shown as {@code cred_…}. */
public record CredentialId(UUID value) {

    private static final String PREFIX = "cred";

    /** A new, unique id. */
    public static CredentialId next() {
        return new CredentialId(UuidV7.next());
    }

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<CredentialId> find(String text) {
        return PrefixedId.find(PREFIX, text, CredentialId::new);
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static CredentialId parse(String text) {
        return PrefixedId.parse(PREFIX, text, CredentialId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}

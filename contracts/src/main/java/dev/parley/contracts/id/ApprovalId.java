package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names the approval that a call of a tool needs, shown as {@code appr_…}. */
public record ApprovalId(UUID value) {

    private static final String PREFIX = "appr";

    /** A new, unique id. */
    public static ApprovalId next() {
        return new ApprovalId(UuidV7.next());
    }

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<ApprovalId> find(String text) {
        return PrefixedId.find(PREFIX, text, ApprovalId::new);
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static ApprovalId parse(String text) {
        return PrefixedId.parse(PREFIX, text, ApprovalId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}

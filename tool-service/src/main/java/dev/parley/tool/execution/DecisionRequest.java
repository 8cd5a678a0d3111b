package dev.parley.tool.execution;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/approvals/{id}/decision}.
 *
 * @param arguments those to call with; for {@code edit} only
 * @param reason for the model and the record, up to 2,000 characters
 */
public record DecisionRequest(
        @NotNull(message = "is required: approve, deny or edit") Decision decision,
        @Nullable JsonNode arguments,
        @Size(max = 2000, message = "must have at most 2000 characters") @Nullable String reason) {

    /** What may be decided. */
    public enum Decision {
        APPROVE,
        DENY,
        /** Approve with other arguments. */
        EDIT;

        /** The name as clients write it. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads the name as clients write it; throws {@link IllegalArgumentException} for any other
         * text.
         */
        @JsonCreator
        public static Decision parse(String wireName) {
            for (Decision decision : values()) {
                if (decision.wireName().equals(wireName)) {
                    return decision;
                }
            }
            throw new IllegalArgumentException("must be approve, deny or edit");
        }
    }
}

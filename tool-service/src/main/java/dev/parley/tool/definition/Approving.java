package dev.parley.tool.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a person must agree to each call of a tool. */
public enum Approving {
    /** Nobody is asked. */
    NEVER,
    /** Each call waits for somebody's approval. */
    ALWAYS;

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
    public static Approving parse(String wireName) {
        for (Approving approving : values()) {
            if (approving.wireName().equals(wireName)) {
                return approving;
            }
        }
        throw new IllegalArgumentException("must be never or always");
    }
}

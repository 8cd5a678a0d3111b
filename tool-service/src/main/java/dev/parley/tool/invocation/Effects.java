package dev.parley.tool.invocation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a call does to the world, and so what may be done when its outcome is not known. */
public enum Effects {
    /** Nothing: it may be called again at will, and its results may be kept. */
    NONE,

    /** The other side does it once for a key, however often it is asked: the key is sent along. */
    IDEMPOTENT,

    /** The other side can be asked whether it was done; only if not, it is asked again. */
    RECONCILABLE,

    /** Something that must not happen twice: once a byte has left, it is never sent again. */
    UNSAFE;

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
    public static Effects parse(String wireName) {
        for (Effects effects : values()) {
            if (effects.wireName().equals(wireName)) {
                return effects;
            }
        }
        throw new IllegalArgumentException("must be none, idempotent, reconcilable or unsafe");
    }
}

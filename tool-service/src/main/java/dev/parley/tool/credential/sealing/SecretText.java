package dev.parley.tool.credential.sealing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Text that shows nowhere by accident: in logs, in JSON and in a debugger it is three dots. It is
 * equal only to itself, so that nobody finds it out by comparing.
 */
public final class SecretText {

    private static final String MASK = "…";

    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    /** Takes text in. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SecretText of(String text) {
        return new SecretText(text);
    }

    /** Lets it out, for the one place that needs it. */
    public String reveal() {
        return text;
    }

    @JsonValue
    @Override
    public String toString() {
        return MASK;
    }
}

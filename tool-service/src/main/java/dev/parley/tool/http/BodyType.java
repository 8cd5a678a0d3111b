package dev.parley.tool.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a body is written. */
public enum BodyType {
    JSON,
    FORM;

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
    public static BodyType parse(String wireName) {
        return switch (wireName) {
            case "json" -> JSON;
            case "form" -> FORM;
            default -> throw new IllegalArgumentException("must be json or form");
        };
    }
}

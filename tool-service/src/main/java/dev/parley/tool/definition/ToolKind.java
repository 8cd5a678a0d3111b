package dev.parley.tool.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a tool comes from. */
public enum ToolKind {
    /** It comes with Parley. */
    BUILTIN,

    /** A request to an HTTP API. */
    HTTP,

    /** The same, made of an operation of an OpenAPI document. */
    OPENAPI,

    /** A tool of an MCP server. */
    MCP;

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
    public static ToolKind parse(String wireName) {
        for (ToolKind kind : values()) {
            if (kind.wireName().equals(wireName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("must be http or openapi");
    }
}

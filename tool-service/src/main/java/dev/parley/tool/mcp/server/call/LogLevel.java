package dev.parley.tool.mcp.server.call;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave a log line is (RFC 5424), the gravest last. */
public enum LogLevel {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    /** The name on the wire. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of this name. */
    public static Optional<LogLevel> find(String wireName) {
        return Arrays.stream(values()).filter(level -> level.wireName().equals(wireName)).findAny();
    }
}

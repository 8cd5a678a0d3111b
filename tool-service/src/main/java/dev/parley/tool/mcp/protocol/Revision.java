package dev.parley.tool.mcp.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The revisions of MCP that are spoken here, the newest first. */
public enum Revision {
    /** Every request says all of itself. */
    V2026_07_28("2026-07-28"),
    /** Begins with a handshake. */
    V2025_11_25("2025-11-25");

    private final String version;

    Revision(String version) {
        this.version = version;
    }

    /** What it is called on the wire. */
    public String version() {
        return version;
    }

    /** Whether requests stand alone, without a handshake before them. */
    public boolean stateless() {
        return this == V2026_07_28;
    }

    /** The revision of this name. */
    public static Optional<Revision> find(String version) {
        return Arrays.stream(values()).filter(it -> it.version.equals(version)).findAny();
    }

    /** All names, the newest first. */
    public static List<String> versions() {
        return Arrays.stream(values()).map(Revision::version).toList();
    }
}

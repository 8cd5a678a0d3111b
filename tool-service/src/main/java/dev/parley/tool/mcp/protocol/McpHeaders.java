package dev.parley.tool.mcp.protocol;

/** The headers of MCP over HTTP. */
public final class McpHeaders {

    /** The revision that a request speaks. */
    public static final String VERSION = "MCP-Protocol-Version";

    /** Which session a request belongs to; only before 2026-07-28. */
    public static final String SESSION = "Mcp-Session-Id";

    /** The method of the body; since 2026-07-28. */
    public static final String METHOD = "Mcp-Method";

    /** What the method is about, if it has a name for that; since 2026-07-28. */
    public static final String NAME = "Mcp-Name";

    /** The beginning of the headers that repeat an argument; since 2026-07-28. */
    public static final String ARGUMENT = "Mcp-Param-";

    /** The mark in a tool's schema that names the header which repeats the argument. */
    public static final String ARGUMENT_MARK = "x-mcp-header";

    private McpHeaders() {}
}

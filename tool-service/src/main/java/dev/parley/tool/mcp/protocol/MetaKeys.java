package dev.parley.tool.mcp.protocol;

/** Names in {@code _meta}: those that MCP reserves, and one of Parley. */
public final class MetaKeys {

    /** The revision; since 2026-07-28 in every request. */
    public static final String VERSION = "io.modelcontextprotocol/protocolVersion";

    /** What the client can be asked for; since 2026-07-28 in every request. */
    public static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    /** Who the client is. */
    public static final String CLIENT_INFO = "io.modelcontextprotocol/clientInfo";

    /** Who the server is; since 2026-07-28 in every result. */
    public static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

    /** From which level on the client wants to be logged to. */
    public static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";

    /** Which request a change on a stream is told to. */
    public static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

    /** The id of a call of a tool; the same for every attempt, so that a server can do it once. */
    public static final String CALL_ID = "dev.parley/callId";

    private MetaKeys() {}
}

package dev.parley.tool.mcp.client.wire;

/** The server does what MCP does not have; nothing it says is read any further. */
public final class ProtocolBroken extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what it did, in one sentence. */
    public ProtocolBroken(String sentence) {
        super(sentence);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

package dev.parley.tool.mcp.server.exchange;

/** The client has left, or reads nothing any more. */
public final class ClientGone extends Exception {

    private static final long serialVersionUID = 1L;

    public ClientGone(String message) {
        super(message);
    }

    public ClientGone(String message, Throwable cause) {
        super(message, cause);
    }
}

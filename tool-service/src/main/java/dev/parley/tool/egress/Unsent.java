package dev.parley.tool.egress;

import dev.parley.tool.egress.address.Unreachable;

/**
 * Why not a byte of a request left. The constants are for meters and logs, the text for anybody.
 */
public enum Unsent {
    /** The name has no address. */
    UNRESOLVED(Unreachable.TEXT),

    /** No address took the connection. */
    UNREACHABLE(Unreachable.TEXT),

    /** The other side did not prove who it is, or speaks no TLS from 1.2 on. */
    TLS_FAILED(
            "The other side has no certificate for this name that is trusted here, or speaks no TLS from version 1.2 on."),

    /** The body is larger than may be sent. */
    TOO_LARGE("The request is larger than may be sent from here."),

    /** All connections are in use. */
    BUSY("Too many requests are on their way just now; try again in a moment."),

    /** The time was over before there was a connection. */
    DEADLINE("The time for the request was over before it could be sent."),

    /** Somebody no longer wanted the answer. */
    ABORTED("The request was cancelled before it was sent.");

    private final String text;

    Unsent(String text) {
        this.text = text;
    }

    /** One sentence for whoever asked. */
    public String text() {
        return text;
    }
}

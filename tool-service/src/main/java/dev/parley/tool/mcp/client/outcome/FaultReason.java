package dev.parley.tool.mcp.client.outcome;

import java.util.Locale;

/** Why a server did not do what it was asked, as far as a program can tell. */
public enum FaultReason {
    /** No request goes to such an address; known from the address alone. */
    ADDRESS_NOT_ALLOWED,
    /** No way to the server, or none that may be gone; which of them is not told. */
    UNREACHABLE,
    /** No certificate that is trusted here. */
    TLS_FAILED,
    /** Too much is on its way from here just now. */
    BUSY,
    /** More than may be sent, or than fits into a header. */
    REQUEST_TOO_LARGE,
    /** The server broke off. */
    DISCONNECTED,
    /** The time was over. */
    TIMED_OUT,
    /** Somebody no longer wanted it. */
    CANCELLED,
    /** More than is taken. */
    ANSWER_TOO_LARGE,
    /** The server says it is elsewhere; nobody follows. */
    REDIRECTED,
    /** What came is not what MCP has. */
    PROTOCOL_BROKEN,
    /** The server speaks no revision that is spoken here. */
    REVISION_UNKNOWN,
    /** The server wants a proof that there is none of, or another one. */
    UNAUTHORIZED,
    /** The server knows who asks, and does not allow it. */
    FORBIDDEN,
    /** The stored credential is missing or cannot be used. */
    CREDENTIAL_UNUSABLE,
    /** No token was given for the credential. */
    TOKEN_REFUSED,
    /** The server said no. */
    REFUSED,
    /** The server says that it failed. */
    SERVER_FAILED,
    /** The server has forgotten the session. */
    SESSION_LOST,
    /** The server wants something of its client that it does not get. */
    INPUT_WANTED,
    /** The server has no such thing to offer. */
    NOT_OFFERED;

    /** As clients of Parley read it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

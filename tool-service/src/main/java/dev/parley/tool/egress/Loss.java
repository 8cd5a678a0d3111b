package dev.parley.tool.egress;

import dev.parley.tool.egress.address.Unreachable;

/** Why there is no whole answer although a request may have left. */
public enum Loss {
    /** The other side closed or broke the connection. */
    DISCONNECTED("The other side broke off before its answer was complete."),

    /** The other side said nothing for too long. */
    SILENCE("The other side stopped answering."),

    /** The time was over. */
    DEADLINE("The answer was not complete within the time for the request."),

    /** Somebody no longer wanted the answer, or its thread was interrupted. */
    ABORTED("The request was cancelled after it was sent."),

    /** What came is not HTTP/1.1. */
    MALFORMED("The answer is not valid HTTP."),

    /** Too many headers, or too large ones. */
    HEADERS_TOO_LARGE("The headers of the answer are larger than is taken here."),

    /** A body beyond its limit. */
    TOO_LARGE("The answer is larger than is taken here."),

    /** A compressed body that grows beyond all measure. */
    EXPANDS("The compressed answer expands to more than is taken here."),

    /** A compression that is not known here, or damaged. */
    UNDECODABLE("The answer is compressed in a way that cannot be read here."),

    /** More redirects than are followed. */
    TOO_MANY_REDIRECTS("The other side redirects more often than is followed here."),

    /** A redirect to where no request goes. */
    REDIRECT_REFUSED(Unreachable.TEXT),

    /** A redirect to where no request arrived. */
    REDIRECT_UNREACHABLE(Unreachable.TEXT);

    private final String text;

    Loss(String text) {
        this.text = text;
    }

    /** One sentence for whoever asked. */
    public String text() {
        return text;
    }
}

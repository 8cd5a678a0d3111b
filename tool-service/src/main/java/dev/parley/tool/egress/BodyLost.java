package dev.parley.tool.egress;

import java.io.IOException;

/** The body of an answer broke off. */
public final class BodyLost extends IOException {

    private static final long serialVersionUID = 1L;

    private final Loss reason;

    BodyLost(Loss reason) {
        super(reason.text());
        this.reason = reason;
    }

    /** Why. */
    public Loss reason() {
        return reason;
    }
}

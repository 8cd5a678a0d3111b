package dev.parley.local.model.http;

import java.io.IOException;

/** A request that can't be read; the connection ends after the answer with this status. */
final class RefusedRequest extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    RefusedRequest(int status, String reason) {
        super(reason);
        this.status = status;
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    int status() {
        return status;
    }
}

package dev.parley.local.model.http;

import java.io.IOException;

/** A request that can't be read; the connection ends after the answer with this status. */
final class RefusedRequest extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedRequest(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}

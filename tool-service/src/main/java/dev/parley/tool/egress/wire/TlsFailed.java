package dev.parley.tool.egress.wire;

import java.io.IOException;

/** The other side did not prove who it is, or speaks no TLS that is taken. Nothing was sent. */
public final class TlsFailed extends IOException {

    private static final long serialVersionUID = 1L;

    TlsFailed(IOException cause) {
        super(cause);
    }
}

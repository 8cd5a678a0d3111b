package dev.parley.tool.egress.wire;

import java.io.IOException;

/** All connections that may be open are in use. */
public final class Busy extends IOException {

    private static final long serialVersionUID = 1L;
}

package dev.parley.tool.egress.body;

import java.io.IOException;

/** A body is not read to its end, because of what it is. */
public final class BodyRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    BodyRefused(Fault fault) {
        super(fault.name());
        this.fault = fault;
    }

    /** What is wrong with it. */
    public enum Fault {
        /** More bytes than may be. */
        TOO_LARGE,

        /** A few bytes that become very many. */
        EXPANDS,

        /** Compressed in a way that is not known here, or damaged. */
        UNDECODABLE
    }

    /** What is wrong with it. */
    public Fault fault() {
        return fault;
    }
}

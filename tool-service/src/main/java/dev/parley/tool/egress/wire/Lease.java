package dev.parley.tool.egress.wire;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A connection in use. It is given back once, whoever is first to do so. */
public final class Lease {

    private final WireConnection connection;
    private final Consumer<Boolean> giveBack;
    private final AtomicBoolean given = new AtomicBoolean();

    Lease(WireConnection connection, Consumer<Boolean> giveBack) {
        this.connection = connection;
        this.giveBack = giveBack;
    }

    /** The connection. */
    public WireConnection connection() {
        return connection;
    }

    /** Gives the connection back for others to use: the exchange ended as it should. */
    public void release() {
        if (given.compareAndSet(false, true)) {
            giveBack.accept(true);
        }
    }

    /** Cuts the connection and frees its place. */
    public void discard() {
        if (given.compareAndSet(false, true)) {
            connection.cut();
            giveBack.accept(false);
        }
    }
}

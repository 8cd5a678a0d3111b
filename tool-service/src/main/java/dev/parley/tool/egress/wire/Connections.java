package dev.parley.tool.egress.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.pool.StrictConnPool;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** All connections to the outside, as many as there may be, each kept for a moment after use. */
public final class Connections implements AutoCloseable {

    /**
     * How long an idle connection is kept: shorter than servers do (five seconds is usual at the
     * least), so that a request rarely meets a connection that is being closed, of which nobody
     * could tell whether it was heard.
     */
    private static final TimeValue KEPT = TimeValue.ofSeconds(4);

    private final StrictConnPool<Route, WireConnection> pool;
    private final Connector connector;
    private final Duration connectTimeout;

    /** Has no connection yet. */
    public Connections(WireLimits limits) {
        Http1Config http =
                Http1Config.custom()
                        .setMaxHeaderCount(limits.maxHeaders())
                        .setMaxLineLength(limits.maxHeaderBytes())
                        .build();
        this.connector = new Connector(Trust.sockets(limits.trustedCertificates()), http);
        this.connectTimeout = limits.connectTimeout();
        // A polite end may block on a peer that does not read, and the pool would wait for it.
        this.pool =
                new StrictConnPool<>(
                        limits.maxPerRoute(),
                        limits.maxConnections(),
                        TimeValue.NEG_ONE_MILLISECOND,
                        PoolReusePolicy.LIFO,
                        (connection, politely) -> connection.cut(),
                        null);
    }

    /**
     * A connection to a route: one that is kept, or a new one.
     *
     * @throws Busy if no place became free in time
     * @throws IOException if there is no way to the address; nothing was sent
     */
    public Lease lease(Route route, Deadline deadline, KillSwitch kill)
            throws IOException, InterruptedException {
        PoolEntry<Route, WireConnection> entry = place(route, deadline, kill);
        try {
            if (!entry.hasConnection() || !entry.getConnection().isQuiet()) {
                entry.discardConnection(CloseMode.IMMEDIATE);
                Duration patience = deadline.left(connectTimeout);
                entry.assignConnection(connector.connect(route, patience, kill));
            }
            entry.getConnection().begin();
            return new Lease(entry.getConnection(), reusable -> giveBack(entry, reusable));
        } catch (IOException | RuntimeException e) {
            pool.release(entry, false);
            throw e;
        }
    }

    private PoolEntry<Route, WireConnection> place(Route route, Deadline deadline, KillSwitch kill)
            throws IOException, InterruptedException {
        Future<PoolEntry<Route, WireConnection>> place =
                pool.lease(route, null, Timeout.DISABLED, null);
        try {
            kill.guard(() -> place.cancel(true));
            return place.get(deadline.left(connectTimeout).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            giveUp(place);
            throw new Busy();
        } catch (InterruptedException | KillSwitch.Killed e) {
            giveUp(place);
            throw e;
        } catch (CancellationException | ExecutionException e) {
            // The pool turns an interrupt into a cancellation and leaves the thread's flag set.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new KillSwitch.Killed();
        }
    }

    /** A place that was given in the same moment would be lost for ever. */
    private void giveUp(Future<PoolEntry<Route, WireConnection>> place) {
        if (!place.cancel(true) && !place.isCancelled()) {
            pool.release(place.resultNow(), true);
        }
    }

    private void giveBack(PoolEntry<Route, WireConnection> entry, boolean reusable) {
        if (reusable) {
            entry.updateExpiry(KEPT);
        }
        pool.release(entry, reusable);
    }

    /** Closes what was kept long enough, and forgets routes that nobody asks for any more. */
    public void tidy() {
        pool.closeExpired();
    }

    /** Connections in use. */
    public int inUse() {
        return pool.getTotalStats().getLeased();
    }

    /** Connections that are open, in use or not. */
    public int open() {
        PoolStats stats = pool.getTotalStats();
        return stats.getLeased() + stats.getAvailable();
    }

    @Override
    public void close() {
        pool.close(CloseMode.IMMEDIATE);
    }
}

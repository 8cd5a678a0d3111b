package dev.parley.tool.egress;

import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.Origin;
import dev.parley.tool.egress.address.Vetting;
import dev.parley.tool.egress.wire.KillSwitch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up hosts on platform threads of its own: the system's resolver can be neither interrupted
 * nor given a limit, and would keep the carrier of a virtual thread. A name server that is silent
 * on purpose holds a few of these threads, and nobody who waits for them longer than wanted.
 */
final class Lookups implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int WAITING = 1_000;

    private final Vetting vetting;
    private final ThreadPoolExecutor threads;

    Lookups(Vetting vetting) {
        this.vetting = vetting;
        this.threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        Thread.ofPlatform().daemon().name("egress-lookup-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * The vetted addresses of an origin.
     *
     * @throws UnknownHostException if there are none, or none was found within {@code patience}
     */
    List<InetAddress> vet(Origin origin, Duration patience, KillSwitch kill)
            throws AddressRefused, IOException, InterruptedException {
        vetting.requireAllowed(origin);
        if (!origin.isNamed()) {
            return vetting.vet(origin);
        }
        Future<List<InetAddress>> lookup = submit(origin);
        kill.guard(() -> lookup.cancel(false));
        try {
            return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException("the lookup took too long");
        } catch (CancellationException e) {
            throw new KillSwitch.Killed();
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            lookup.cancel(false);
        }
    }

    private Future<List<InetAddress>> submit(Origin origin) throws UnknownHostException {
        try {
            return threads.submit(() -> vetting.vet(origin));
        } catch (RejectedExecutionException e) {
            throw new UnknownHostException("too many lookups wait already");
        }
    }

    private static IOException cause(ExecutionException e) throws AddressRefused {
        return switch (e.getCause()) {
            case AddressRefused refused -> throw refused;
            case IOException unknown -> unknown;
            case null, default -> throw new IllegalStateException("a lookup failed", e);
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

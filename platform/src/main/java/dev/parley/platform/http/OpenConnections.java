package dev.parley.platform.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts open connections, in all and by the client's address, and says which are one too many. It
 * holds an entry for each address that has one open, so never more than there may be connections.
 */
@ApplicationScoped
@Unremovable // Only Netty asks for it.
class OpenConnections {

    private final int most;
    private final int mostPerClient;
    private final Map<InetAddress, Integer> byClient = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private final Counter refused;

    @Inject
    OpenConnections(ConnectionConfig config, MeterRegistry meters) {
        this(config.maxConnections(), config.maxConnectionsPerClient(), meters);
    }

    OpenConnections(int most, int mostPerClient, MeterRegistry meters) {
        this.most = most;
        this.mostPerClient = mostPerClient;
        meters.gauge("parley.http.connections.open", all);
        this.refused =
                Counter.builder("parley.http.connections.refused")
                        .description("Connections beyond the limit, in all or of one address")
                        .register(meters);
    }

    /** Counts a connection in, until {@link #close}; false if it is one too many. */
    boolean open(InetAddress client) {
        int total = all.incrementAndGet();
        int own = byClient.merge(client, 1, Integer::sum);
        boolean fits = total <= most && own <= mostPerClient;
        if (!fits) {
            close(client);
            refused.increment();
        }
        return fits;
    }

    /** Counts a connection out that was counted in. */
    void close(InetAddress client) {
        all.decrementAndGet();
        byClient.computeIfPresent(client, (address, own) -> own > 1 ? own - 1 : null);
    }
}

package dev.parley.tool.egress;

import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.InternalHosts;
import dev.parley.tool.egress.address.NameResolver;
import dev.parley.tool.egress.address.Vetting;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.egress.wire.Connections;
import dev.parley.tool.egress.wire.WireLimits;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The only way out of this service to a place that a tenant, a model or another server named. Every
 * address is vetted, those in redirects as well, and connected to as it was vetted; see {@link
 * Outcome} for what a caller learns.
 */
@ApplicationScoped
public class Egress {

    private static final int TIDY_SECONDS = 2;

    private final EgressConfig config;
    private final Vetting vetting;
    private final Means means;

    @Inject
    Egress(EgressConfig config, NameResolver resolver, MeterRegistry registry) {
        this.config = config;
        this.vetting =
                new Vetting(
                        InternalHosts.of(config.internalHosts().orElse(List.of())),
                        config.allowedPorts(),
                        resolver);
        Connections connections = new Connections(limits(config));
        EgressMeters meters = new EgressMeters(registry);
        meters.watchConnections(connections::inUse, connections::open);
        this.means =
                new Means(config, new Lookups(vetting), connections, alarms(connections), meters);
    }

    /** A setting that cannot be read ends the start, not the first request. */
    void start(@Observes StartupEvent event) {}

    /** What an exchange may take by the settings. */
    public Allowance allowance() {
        return Allowance.of(config);
    }

    /**
     * Reads an address and refuses it as far as that is possible without a look at the network: for
     * whoever stores one. Each request looks again.
     */
    public WebAddress require(String url) throws AddressRefused {
        WebAddress address = WebAddress.parse(url);
        vetting.requireAllowed(address.origin());
        return address;
    }

    /** Prepares an exchange, so that another thread can abort it. */
    public Exchange prepare(EgressRequest request, Allowance allowance) {
        return new Exchange(means, request, allowance);
    }

    /** Sends a request and reads the whole answer, within the settings. */
    public Outcome<Answer> send(EgressRequest request) {
        return prepare(request, allowance()).send();
    }

    @PreDestroy
    void close() {
        means.alarms().shutdownNow();
        means.lookups().close();
        means.connections().close();
    }

    private static WireLimits limits(EgressConfig config) {
        return new WireLimits(
                config.connectTimeout(),
                config.maxConnections(),
                config.maxConnectionsPerRoute(),
                config.maxHeaders(),
                config.maxHeaderBytes(),
                config.trustedCertificates());
    }

    private static ScheduledThreadPoolExecutor alarms(Connections connections) {
        ScheduledThreadPoolExecutor alarms =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("egress-alarms").factory());
        alarms.setRemoveOnCancelPolicy(true);
        alarms.scheduleWithFixedDelay(
                connections::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
        return alarms;
    }
}

package dev.parley.tool.egress;

import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.NameResolver;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.testing.HostileServer;
import dev.parley.tool.testing.HostileServer.Behaviour;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An {@link Egress} by itself, with the settings, the names and the servers of a test. */
public final class EgressRig implements AutoCloseable {

    private final Map<String, String> settings = new HashMap<>();
    private final List<String> internal = new ArrayList<>();
    private final List<HostileServer> servers = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private NameResolver resolver =
            name -> {
                throw new UnknownHostException(name);
            };
    private @Nullable Egress egress;

    /** Sets {@code parley.egress.<key>}, for an egress that is made anew then. */
    public synchronized EgressRig with(String key, String value) {
        settings.put("parley.egress." + key, value);
        if (egress != null) {
            egress.close();
            egress = null;
        }
        return this;
    }

    /** Lets a host be asked that is not public, as {@code host:port}. */
    public EgressRig allowing(String host) {
        internal.add(host);
        return with("internal-hosts", String.join(",", internal));
    }

    /** With other answers to questions for names; none exists otherwise. */
    public EgressRig resolving(NameResolver answers) {
        resolver = answers;
        return this;
    }

    /** Every name is this machine. */
    public EgressRig resolvingToLoopback() {
        return resolving(name -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    }

    /** Starts a server that may be asked at its address and by the given names. */
    public HostileServer serve(Behaviour behaviour, String... names) {
        return add(HostileServer.start(behaviour), names);
    }

    /** Makes a server one that may be asked, and closes it in the end. */
    public HostileServer add(HostileServer server, String... names) {
        servers.add(server);
        allowing(server.authority());
        for (String name : names) {
            allowing(name + ':' + server.port());
        }
        return server;
    }

    /** Starts a server that may not be asked. */
    public HostileServer hide(Behaviour behaviour) {
        HostileServer server = HostileServer.start(behaviour);
        servers.add(server);
        return server;
    }

    /** The egress, made when it is first asked for. */
    public synchronized Egress egress() {
        if (egress == null) {
            egress =
                    new Egress(
                            new SmallRyeConfigBuilder()
                                    .addDiscoveredConverters()
                                    .withMapping(EgressConfig.class)
                                    .withDefaultValues(settings)
                                    .build()
                                    .getConfigMapping(EgressConfig.class),
                            resolver,
                            meters);
        }
        return egress;
    }

    /** What was measured. */
    public SimpleMeterRegistry meters() {
        return meters;
    }

    /** A GET of a server's {@code /}. */
    public static EgressRequest get(HostileServer server) {
        return get("http://" + server.authority());
    }

    /** A GET of an address. */
    public static EgressRequest get(String url) {
        return EgressRequest.of(Method.GET, address(url));
    }

    /** An address that is one. */
    public static WebAddress address(String url) {
        try {
            return WebAddress.parse(url);
        } catch (AddressRefused e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The answer, which there must be. */
    public static <A> A answered(Outcome<A> outcome) {
        if (outcome instanceof Outcome.Answered<A>(A answer)) {
            return answer;
        }
        throw new AssertionError("no answer: " + outcome);
    }

    @Override
    public void close() {
        servers.forEach(HostileServer::close);
        if (egress != null) {
            egress.close();
        }
    }
}

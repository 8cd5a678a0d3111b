package dev.parley.torture.rig;

import dev.parley.local.infrastructure.LocalInfrastructure;
import dev.parley.local.issuer.LocalIssuer;
import dev.parley.local.issuer.TokenMinter.UserToken;
import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.model.OfflineModelServer;
import dev.parley.local.ports.FreePorts;
import dev.parley.local.process.Daemon;
import dev.parley.local.service.Replica;
import dev.parley.local.sink.EffectSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Postgres, Redis, Kafka, two conversation-services, two agent-services, one tool-service and one
 * monitoring-service on free ports. Issuer, model and the world that tools change are in this JVM,
 * which nobody kills.
 */
public final class Rig implements AutoCloseable {

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path checkout;
    private final DataFolder folder;
    private final Ports ports = FreePorts.block();
    private final Ports secondPorts = FreePorts.block();
    private final LocalInfrastructure infrastructure;
    private final LocalIssuer issuer;
    private final OfflineModelServer model;
    private final EffectSink sink = EffectSink.start();
    private final List<Daemon> services = new ArrayList<>();
    private final List<Keeper> keepers = new ArrayList<>();

    private Rig(Path checkout, Path data) {
        this.checkout = checkout;
        this.folder = new DataFolder(data);
        this.infrastructure = LocalInfrastructure.start(data, ports);
        this.issuer = LocalIssuer.start(data, ports);
        this.model = OfflineModelServer.startWithControl(ports.model());
        for (ServiceName service : ServiceName.values()) {
            services.add(replica(service, 1, ports));
        }
        services.add(replica(ServiceName.CONVERSATION, 2, secondPorts));
        services.add(replica(ServiceName.AGENT, 2, secondPorts));
    }

    /** Starts everything on a data folder; ends it with this JVM, should the caller forget. */
    public static Rig start(Path checkout, Path data) throws InterruptedException {
        Rig rig = new Rig(checkout, data);
        Runtime.getRuntime().addShutdownHook(new Thread(rig::close));
        rig.keepers.addAll(
                Keeper.of(
                        Stream.concat(rig.infrastructure.all().stream(), rig.services.stream())
                                .toList()));
        rig.awaitWhole();
        return rig;
    }

    /** Waits until every process does its work. */
    public void awaitWhole() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Daemon daemon :
                Stream.concat(infrastructure.all().stream(), services.stream()).toList()) {
            while (!daemon.isRunning() || !daemon.answers()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(daemon.name() + " does not come back");
                }
                Thread.sleep(LOOK);
            }
        }
    }

    /** Kills a process, which is started again after a while. */
    public void kill(Daemon daemon, Duration away) {
        keepers.stream().filter(keeper -> keeper.keeps(daemon)).forEach(it -> it.kill(away));
    }

    /** The processes of the four services. */
    public List<Daemon> services() {
        return List.copyOf(services);
    }

    /** The process of this name. */
    public Daemon service(String name) {
        return services.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Who is " + name + "?"));
    }

    /** The numbers of a service's processes among {@link #services}; of all if it has no name. */
    public List<Integer> replicas(String service) {
        return IntStream.range(0, services.size())
                .filter(i -> services.get(i).name().startsWith(service))
                .boxed()
                .toList();
    }

    /** The servers below the services. */
    public LocalInfrastructure infrastructure() {
        return infrastructure;
    }

    /** Where Redis listens. */
    public int redisPort() {
        return ports.redis();
    }

    /** Where the replicas of conversation-service answer. */
    public List<String> conversationUrls() {
        return urls(ServiceName.CONVERSATION);
    }

    /** Where tool-service answers. */
    public List<String> toolUrls() {
        return List.of(ports.url(ServiceName.TOOL));
    }

    /** The world outside, which nobody kills. */
    public EffectSink sink() {
        return sink;
    }

    /** Where the replicas of agent-service answer. */
    public List<String> agentUrls() {
        return urls(ServiceName.AGENT);
    }

    /** A token for a round. */
    public String token(String tenant) {
        return issuer.tokens().mint(new UserToken("ada", tenant, List.of("admin"), TOKEN_LIFETIME));
    }

    @Override
    public void close() {
        keepers.forEach(Keeper::letGo);
        services.stream()
                .map(service -> Thread.startVirtualThread(service::kill))
                .forEach(Rig::join);
        model.close();
        sink.close();
        issuer.close();
        infrastructure.close();
    }

    private List<String> urls(ServiceName service) {
        return Stream.of(ports, secondPorts).map(own -> own.url(service)).toList();
    }

    private Daemon replica(ServiceName service, int number, Ports own) {
        Map<String, String> settings = settingsFor(service);
        // So that Postgres can tell who waits for what.
        settings.put(
                "QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_APPLICATIONNAME",
                service.artifact() + "-" + number);
        return new Daemon(new Replica(service, number, checkout, folder, own, settings), folder);
    }

    /**
     * A killed worker's runs are taken over soon, and no deltas are folded: the checker wants the
     * numbers of all.
     */
    private Map<String, String> settingsFor(ServiceName service) {
        Map<String, String> settings = new TreeMap<>(infrastructure.settingsFor(service));
        if (service == ServiceName.AGENT) {
            settings.put("PARLEY_QUEUE_LEASE", "PT3S");
        }
        if (service == ServiceName.TOOL) {
            settings.put("PARLEY_EGRESS_INTERNAL_HOSTS", sink.authority());
            settings.put("PARLEY_EXECUTION_LEASE", "PT3S");
        }
        if (service == ServiceName.CONVERSATION) {
            settings.put("PARLEY_FOLDING_AFTER", "PT240H");
        }
        return settings;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

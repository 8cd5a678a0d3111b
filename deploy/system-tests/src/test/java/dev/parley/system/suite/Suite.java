package dev.parley.system.suite;

import dev.parley.local.infrastructure.LocalInfrastructure;
import dev.parley.local.issuer.LocalIssuer;
import dev.parley.local.issuer.TokenMinter;
import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.model.OfflineModelServer;
import dev.parley.local.ports.FreePorts;
import dev.parley.local.process.Daemon;
import dev.parley.local.process.Orphans;
import dev.parley.local.service.Replica;
import dev.parley.local.service.ServiceProgram;
import dev.parley.local.sink.EffectSink;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * All of Parley as processes of its own: Postgres, Redis, Kafka and the four services. The issuer,
 * the model server and the world that tools change are in this JVM, which is never killed.
 */
public final class Suite implements AutoCloseable {

    /** How many connections one address may have open to monitoring-service. */
    public static final int CONNECTIONS_TO_MONITORING = 200;

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    private final Path checkout;
    private final DataFolder folder;
    private final Ports ports = FreePorts.block();
    private final Ports secondPorts = FreePorts.block();
    private final LocalInfrastructure infrastructure;
    private final LocalIssuer issuer;
    private final OfflineModelServer model;
    private final EffectSink sink = EffectSink.start();
    private final Map<ServiceName, Daemon> first = new EnumMap<>(ServiceName.class);

    private Suite(Path checkout, Path root) {
        this.checkout = checkout;
        this.folder = new DataFolder(root);
        this.infrastructure = LocalInfrastructure.start(root, ports);
        this.issuer = LocalIssuer.start(root, ports);
        this.model = OfflineModelServer.startWithControl(ports.model());
        for (ServiceName service : ServiceName.values()) {
            first.put(service, new Daemon(program(service), folder));
        }
    }

    /** Starts everything on a data folder that is emptied before. */
    static Suite start() {
        Path checkout = Path.of(System.getProperty("parley.root", "../..")).toAbsolutePath();
        Path root = Path.of(System.getProperty("parley.suite.folder", "target/suite"));
        Orphans.end(new DataFolder(root));
        Folders.empty(root);
        Suite suite = new Suite(checkout.normalize(), root);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
        suite.heal();
        return suite;
    }

    /** Starts whatever does not run, so that one class' faults do not become another's. */
    public void heal() {
        inParallel(infrastructure.all(), Suite::start);
        inParallel(List.copyOf(first.values()), Suite::start);
    }

    /** The first instance of a service. */
    public Daemon process(ServiceName service) {
        return Objects.requireNonNull(first.get(service));
    }

    /** Another instance of a service, not yet started; the caller stops it. */
    public Daemon secondInstance(ServiceName service) {
        return secondInstance(service, Map.of());
    }

    /** Another instance with environment variables of its own. */
    public Daemon secondInstance(ServiceName service, Map<String, String> environment) {
        Map<String, String> settings = settingsFor(service);
        settings.putAll(environment);
        return new Daemon(new Replica(service, 2, checkout, folder, secondPorts, settings), folder);
    }

    public String url(ServiceName service) {
        return ports.url(service);
    }

    public Ports ports() {
        return ports;
    }

    public LocalInfrastructure infrastructure() {
        return infrastructure;
    }

    /** Looks behind the services, as superuser. */
    public Database database(ServiceName service) {
        return new Database(infrastructure, service.database());
    }

    public TokenMinter tokens() {
        return issuer.tokens();
    }

    /** The outside world that tools may change. */
    public EffectSink sink() {
        return sink;
    }

    /** A token for an hour. */
    public String token(String tenant, String user, String... roles) {
        return tokens().mint(
                        new TokenMinter.UserToken(
                                user, tenant, Arrays.asList(roles), TOKEN_LIFETIME));
    }

    /** The scripts and gates of the model. */
    public ModelControl model() {
        return new ModelControl(model.baseUrl());
    }

    /** Makes Redis forget everything. */
    public void flushRedis() {
        try (Socket redis = new Socket(Ports.HOST, ports.redis())) {
            redis.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = redis.getInputStream().readNBytes(3);
            if (!"+OK".equals(new String(answer, StandardCharsets.US_ASCII))) {
                throw new IllegalStateException("Redis refused to forget");
            }
        } catch (IOException e) {
            throw new IllegalStateException("Redis does not answer", e);
        }
    }

    /** Stops services in an orderly way and starts them again. */
    public void restart(ServiceName... services) {
        List<Daemon> daemons = Arrays.stream(services).map(this::process).toList();
        inParallel(daemons, Daemon::stop);
        inParallel(daemons, Suite::start);
    }

    /** Stops all processes, services first, and starts them again; Redis has forgotten all. */
    public void restartEverything() {
        inParallel(List.copyOf(first.values()), Daemon::stop);
        flushRedis();
        inParallel(infrastructure.all(), Daemon::stop);
        heal();
    }

    /** Starts a process and waits until it answers. */
    public static void start(Daemon daemon) {
        try {
            daemon.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting " + daemon.name(), e);
        }
    }

    @Override
    public void close() {
        inParallel(List.copyOf(first.values()), Daemon::kill);
        model.close();
        sink.close();
        issuer.close();
        inParallel(infrastructure.all(), Daemon::kill);
    }

    /** Does the same to several processes side by side. */
    public static void inParallel(List<Daemon> daemons, Consumer<Daemon> action) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> results =
                    daemons.stream()
                            .map(daemon -> threads.submit(() -> action.accept(daemon)))
                            .toList();
            for (Future<?> result : results) {
                result.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for processes", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(e.getCause());
        }
    }

    /**
     * A run whose worker was killed is taken over sooner than with the default of ten seconds, and
     * monitoring-service, to which nobody streams, refuses connections before thousands are open.
     */
    private Map<String, String> settingsFor(ServiceName service) {
        Map<String, String> settings = new TreeMap<>(infrastructure.settingsFor(service));
        // They are started so often that the second compiler costs more than it ever gives back.
        settings.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        switch (service) {
            case AGENT -> settings.put("PARLEY_QUEUE_LEASE", "PT3S");
            case MONITORING ->
                    settings.put(
                            "PARLEY_HTTP_MAX_CONNECTIONS_PER_CLIENT",
                            Integer.toString(CONNECTIONS_TO_MONITORING));
            case TOOL -> {
                settings.put("PARLEY_EGRESS_INTERNAL_HOSTS", sink.authority());
                settings.put("PARLEY_EXECUTION_LEASE", "PT5S");
            }
            case CONVERSATION -> {
                // As it comes.
            }
        }
        return settings;
    }

    private ServiceProgram program(ServiceName service) {
        return new ServiceProgram(service, checkout, folder, ports, settingsFor(service));
    }
}

package dev.parley.local.infrastructure;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.Secrets;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Postgres, Redis and Kafka on one data folder, for the launcher and for tests.
 *
 * <p>The data survives {@link #close()} and crashes; a start on the same folder finds it again, and
 * ends what a crashed predecessor left running. Each server can be stopped, killed and started on
 * its own.
 */
public final class LocalInfrastructure implements AutoCloseable {

    private final Ports ports;
    private final Secrets secrets;
    private final Postgres postgresProgram;
    private final Daemon postgres;
    private final Daemon redis;
    private final Daemon kafka;

    private LocalInfrastructure(DataFolder folder, Ports ports) {
        this.ports = ports;
        this.secrets = Secrets.open(folder);
        this.postgresProgram = new Postgres(folder, ports, secrets);
        this.postgres = new Daemon(postgresProgram, folder);
        this.redis = new Daemon(new Redis(folder, ports), folder);
        this.kafka = new Daemon(new Kafka(folder, ports), folder);
    }

    /** Opens the data folder without starting anything. */
    public static LocalInfrastructure open(DataFolder folder, Ports ports) {
        return new LocalInfrastructure(folder.open(), ports);
    }

    /**
     * Starts all three side by side and returns when each answers and the databases are
     * provisioned. Ends them when the JVM ends, should the caller forget.
     *
     * @throws dev.parley.local.layout.SetupException if something on this machine keeps them from
     *     running
     * @throws dev.parley.local.process.StartFailedException if one does not come up
     */
    public static LocalInfrastructure start(Path dataFolder, Ports ports) {
        LocalInfrastructure infrastructure = open(new DataFolder(dataFolder), ports);
        Runtime.getRuntime().addShutdownHook(new Thread(infrastructure::close));
        infrastructure.start();
        return infrastructure;
    }

    public Daemon postgres() {
        return postgres;
    }

    public Daemon redis() {
        return redis;
    }

    public Daemon kafka() {
        return kafka;
    }

    public List<Daemon> all() {
        return List.of(postgres, redis, kafka);
    }

    public Ports ports() {
        return ports;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** The environment variables for one service of this suite. */
    public Map<String, String> settingsFor(ServiceName service) {
        return new ServiceSettings(ports, secrets).of(service);
    }

    /** A connection as superuser to any database, for tests that look behind the services. */
    public Connection connectAsSuperuser(String database) throws SQLException {
        return postgresProgram.open(database);
    }

    /** Stops all three; their data stays. */
    @Override
    public void close() {
        inParallel(List.of(kafka::stop, redis::stop, postgres::stop));
    }

    private void start() {
        try {
            inParallel(all().stream().map(daemon -> (Step) daemon::start).toList());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static void inParallel(List<Step> steps) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> results =
                    steps.stream()
                            .<Future<?>>map(step -> threads.submit(() -> runStep(step)))
                            .toList();
            results.forEach(LocalInfrastructure::await);
        }
    }

    private static Void runStep(Step step) throws InterruptedException {
        step.run();
        return null;
    }

    private static void await(Future<?> result) {
        try {
            result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting or stopping", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(e.getCause());
        }
    }
}

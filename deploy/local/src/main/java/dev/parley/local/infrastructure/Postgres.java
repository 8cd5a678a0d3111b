package dev.parley.local.infrastructure;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.PrivateFile;
import dev.parley.local.layout.Secrets;
import dev.parley.local.process.Launch;
import dev.parley.local.process.LogFile;
import dev.parley.local.process.OneShot;
import dev.parley.local.process.Program;
import dev.parley.local.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** One Postgres server with a database and two roles for each service. */
final class Postgres implements Program {

    static final String SUPERUSER = "postgres";

    private static final String MAJOR_VERSION = "18";

    /** After a crash its former children keep their shared memory for a moment, and it refuses. */
    private static final int START_ATTEMPTS = 10;

    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("listen_addresses", Ports.HOST),
                    Map.entry("unix_socket_directories", ""),
                    Map.entry("max_connections", "200"),
                    Map.entry("shared_buffers", "128MB"),
                    Map.entry("fsync", "on"),
                    Map.entry("synchronous_commit", "on"),
                    Map.entry("wal_compression", "on"),
                    Map.entry("max_wal_size", "1GB"),
                    Map.entry("shared_preload_libraries", "pg_stat_statements"),
                    Map.entry("track_io_timing", "on"),
                    Map.entry("log_timezone", "UTC"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("jit", "off"));

    private final DataFolder folder;
    private final int port;
    private final Secrets secrets;
    private final PostgresBinaries binaries;
    private final Path data;
    private List<String> prefix = List.of();

    Postgres(DataFolder folder, Ports ports, Secrets secrets) {
        this.folder = folder;
        this.port = ports.postgres();
        this.secrets = secrets;
        this.binaries = new PostgresBinaries(folder.part("postgres").resolve("programs"));
        this.data = folder.part("postgres").resolve("data");
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String endpoint() {
        return Ports.address(port);
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Files.createDirectories(data.getParent());
        binaries.unpack();
        prefix = Unprivileged.command(List.of());
        if (Files.exists(data)) {
            refuseDamagedData();
            new StalePostmaster(data).forget();
        } else {
            initialize();
        }
    }

    @Override
    public Launch launch() {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.postgres().toString());
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return new Launch(command, Map.of("TZ", "UTC"), folder.root(), data.toString());
    }

    @Override
    public boolean answers() {
        try (Connection connection = open(SUPERUSER)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public void complete() throws IOException {
        try {
            new Provisioning(secrets).apply(this::open);
        } catch (SQLException e) {
            throw new IOException("the databases could not be set up: " + e.getMessage(), e);
        }
    }

    @Override
    public int startAttempts() {
        return START_ATTEMPTS;
    }

    @Override
    public Signal stopSignal() {
        return Signal.INT;
    }

    /** A connection as superuser, for provisioning and for tests that look behind the services. */
    Connection open(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {Ports.HOST});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(SUPERUSER);
        source.setPassword(secrets.superuserPassword());
        source.setConnectTimeout(2);
        source.setLoginTimeout(5);
        source.setSocketTimeout(30);
        source.setApplicationName("parley-local");
        return source.getConnection();
    }

    private void refuseDamagedData() throws IOException {
        Path version = data.resolve("PG_VERSION");
        for (Path needed : List.of(version, data.resolve("global/pg_control"))) {
            if (!Files.exists(needed)) {
                throw folder.damaged(
                        "The database files are incomplete: " + needed + " is missing");
            }
        }
        String found = Files.readString(version).strip();
        if (!found.equals(MAJOR_VERSION)) {
            throw folder.damaged(
                    "The database files in %s are of Postgres %s, Parley runs Postgres %s"
                            .formatted(data, found, MAJOR_VERSION));
        }
    }

    /**
     * Beside the final place and renamed, so that an interrupted first start leaves nothing broken.
     */
    private void initialize() throws IOException, InterruptedException {
        Path draft = data.resolveSibling("data.new");
        PostgresBinaries.delete(draft);
        Path password = folder.run().resolve("initdb.password");
        PrivateFile.write(password, secrets.superuserPassword());
        try {
            runInitdb(draft, password);
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void runInitdb(Path target, Path password) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(
                List.of(
                        binaries.initdb().toString(),
                        "--pgdata=" + target,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        new OneShot("initdb", command, new LogFile(folder.log("initdb"))).run();
    }
}

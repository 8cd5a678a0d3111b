package dev.parley.bench;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The run queue in a database of its own, as the service's migrations make it: the running service
 * takes nothing from it. Row security is in force, but not for the superuser, whose connections
 * these are.
 */
final class QueueCopy implements AutoCloseable {

    private static final String FILL =
            """
            INSERT INTO run (id, tenant, user_id, conversation_id, message_seq, agent_name, priority, content, status, ready,
                             accepted_at)
            SELECT uuidv7(), 'tenant-' || n %% %d, 'ada', uuidv7(), 1, 'assistant', n / %d %% %d, 'go on', 'QUEUED',
                   true, now() + n * interval '1 us'
              FROM generate_series(1, ?) AS n
            """;

    private static final String ADD =
            """
            INSERT INTO run (id, tenant, user_id, conversation_id, message_seq, agent_name, priority, content, status, ready,
                             accepted_at)
            VALUES (uuidv7(), ?, 'ada', uuidv7(), 1, 'assistant', ?, 'go on', 'QUEUED', true, now())
            """;

    private static final int TENANTS = 5;
    private static final int PRIORITIES = 2;

    /** Where a run waits. */
    record Lane(String tenant, int priority) {}

    private final String server;
    private final String database;
    private final String password;

    private QueueCopy(String server, String database, String password) {
        this.server = server;
        this.database = database;
        this.password = password;
    }

    /** Makes the database anew; close it to drop it. */
    static QueueCopy open(Path checkout, DataFolder folder, Ports ports, String database)
            throws SQLException, IOException {
        QueueCopy copy =
                new QueueCopy(
                        "jdbc:postgresql://" + Ports.HOST + ':' + ports.postgres() + '/',
                        database,
                        Secrets.open(folder).superuserPassword());
        copy.drop();
        copy.execute("postgres", "CREATE DATABASE " + database);
        for (Path script : migrations(checkout)) {
            copy.execute(database, Files.readString(script));
        }
        return copy;
    }

    /** A connection to the copy. */
    Connection connect() throws SQLException {
        return connect(database);
    }

    /** Begins anew, with so many runs that wait. */
    void refill(int runs) throws SQLException {
        execute(database, "TRUNCATE run CASCADE");
        execute(database, "TRUNCATE tenant_share");
        execute(database, "UPDATE queue_settings SET virtual_time = 0");
        try (Connection connection = connect()) {
            fill(connection, runs);
        }
        execute(database, "VACUUM ANALYZE run");
    }

    /** Lets Postgres write what was filled in now, and not beside what is measured next. */
    void writeOut() throws SQLException {
        execute(database, "CHECKPOINT");
    }

    /** Adds a run that waits in each of these lanes. */
    static void add(Connection connection, List<Lane> lanes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            for (Lane lane : lanes) {
                insert.setString(1, lane.tenant());
                insert.setInt(2, lane.priority());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void fill(Connection connection, int runs) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(FILL.formatted(TENANTS, TENANTS, PRIORITIES))) {
            insert.setInt(1, runs);
            insert.executeUpdate();
        }
    }

    /** Rows that are dead and not yet swept, beside those that live. */
    long deadRows() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'run'")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        drop();
    }

    private void drop() throws SQLException {
        execute("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    private void execute(String database, String script) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server + database, "postgres", password);
    }

    /** The platform's and the service's, each in the order of their numbers. */
    private static List<Path> migrations(Path checkout) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder :
                List.of(
                        "platform/src/main/resources/db/platform",
                        "agent-service/src/main/resources/db/migration")) {
            try (Stream<Path> files = Files.list(checkout.resolve(folder))) {
                files.sorted(Comparator.comparing(QueueCopy::number)).forEach(all::add);
            }
        }
        return all;
    }

    /** {@code V15_1__name.sql} is number 15.1. */
    private static double number(Path script) {
        String name = script.getFileName().toString();
        return Double.parseDouble(name.substring(1, name.indexOf("__")).replace('_', '.'));
    }
}

package dev.parley.bench;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A copy of the run queue's tables and of its claim, as agent-service's migrations made them, in a
 * schema of its own: the running service takes nothing from it. Without row security, which the
 * superuser's connections pass by.
 */
final class QueueCopy implements AutoCloseable {

    private static final String SCHEMA = "queue_bench";

    private static final List<String> TABLES =
            List.of(
                    "run",
                    "agent",
                    "queue_settings",
                    "tenant_quota",
                    "tenant_share",
                    "paused_agent");

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

    private final String url;
    private final String password;
    private final Connection owner;

    private QueueCopy(String url, String password) throws SQLException {
        this.url = url;
        this.password = password;
        this.owner = DriverManager.getConnection(url, "postgres", password);
    }

    static QueueCopy open(DataFolder folder, Ports ports) throws SQLException {
        QueueCopy copy =
                new QueueCopy(
                        "jdbc:postgresql://" + Ports.HOST + ':' + ports.postgres() + "/agent",
                        Secrets.open(folder).superuserPassword());
        copy.create();
        return copy;
    }

    /** A connection that sees the copy instead of the queue. */
    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, "postgres", password);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + SCHEMA);
        }
        return connection;
    }

    /** Begins anew, with so many runs that wait. */
    void refill(int runs) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("TRUNCATE run, tenant_share");
            statement.execute("UPDATE queue_settings SET virtual_time = 0");
        }
        try (Connection connection = connect()) {
            fill(connection, runs);
        }
        try (Statement statement = owner.createStatement()) {
            statement.execute("VACUUM ANALYZE run");
        }
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

    long deadRows() throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT n_dead_tup FROM pg_stat_user_tables WHERE schemaname = '"
                                        + SCHEMA
                                        + "' AND relname = 'run'")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        try (owner;
                Statement statement = owner.createStatement()) {
            statement.execute("DROP SCHEMA " + SCHEMA + " CASCADE");
        }
    }

    private void create() throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            statement.execute("CREATE SCHEMA " + SCHEMA);
            for (String table : TABLES) {
                statement.execute(
                        "CREATE TABLE %s.%s (LIKE public.%s INCLUDING ALL)"
                                .formatted(SCHEMA, table, table));
                String options = options(table);
                if (options != null) {
                    statement.execute(
                            "ALTER TABLE %s.%s SET (%s)".formatted(SCHEMA, table, options));
                }
            }
            statement.execute("SET search_path = " + SCHEMA);
            statement.execute(
                    text("SELECT pg_get_functiondef('public.claim_runs'::regproc)")
                            .replace("public.", SCHEMA + '.'));
            statement.execute("INSERT INTO queue_settings (tenant) VALUES ('*')");
        }
    }

    private String options(String table) throws SQLException {
        return text(
                "SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = 'public.%s'::regclass"
                        .formatted(table));
    }

    private String text(String query) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}

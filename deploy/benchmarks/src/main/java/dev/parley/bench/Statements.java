package dev.parley.bench;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How many SQL statements conversation-service has sent, as Postgres counted them; without what it
 * does by the clock.
 */
final class Statements implements AutoCloseable {

    private static final String COUNT =
            """
            SELECT coalesce(sum(s.calls), 0) FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
             WHERE r.rolname = 'conversation_app' AND s.query !~* '^(begin|commit|rollback|set |select set_config)'
               AND s.query !~ '(outbox|folded|deleted'' LIMIT|SELECT id, last_seq FROM conversation)'
            """;

    private final Connection connection;

    private Statements(Connection connection) {
        this.connection = connection;
    }

    static Statements open(DataFolder folder, Ports ports) throws SQLException {
        String url = "jdbc:postgresql://" + Ports.HOST + ':' + ports.postgres() + "/conversation";
        return new Statements(
                DriverManager.getConnection(
                        url, "postgres", Secrets.open(folder).superuserPassword()));
    }

    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNT)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

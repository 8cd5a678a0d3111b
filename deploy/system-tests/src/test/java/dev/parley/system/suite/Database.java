package dev.parley.system.suite;

import dev.parley.local.infrastructure.LocalInfrastructure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service's database, seen and locked by a superuser whom row security does not bind. */
public final class Database {

    /** The advisory lock of held-up updates. */
    private static final int HOLD = 4711;

    private final LocalInfrastructure infrastructure;
    private final String name;

    Database(LocalInfrastructure infrastructure, String name) {
        this.infrastructure = infrastructure;
        this.name = name;
    }

    /** A lock that holds until it is closed. */
    public interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    /** The rows of a query, the columns of each joined by a blank. */
    public List<String> rows(String sql, Object... parameters) {
        try (Connection connection = infrastructure.connectAsSuperuser(name);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return read(result);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read " + name, e);
        }
    }

    /** The single number that a query gives. */
    public long count(String sql, Object... parameters) {
        return Long.parseLong(rows(sql, parameters).getFirst());
    }

    /**
     * Holds up every update of a table for which a condition over {@code OLD} and {@code NEW} is
     * true.
     */
    public Lock holdUpdates(String table, String condition) {
        try {
            Connection connection = infrastructure.connectAsSuperuser(name);
            execute(connection, "SELECT pg_advisory_lock(" + HOLD + ")");
            execute(
                    connection,
                    "CREATE OR REPLACE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS "
                            + "$$BEGIN PERFORM pg_advisory_xact_lock_shared("
                            + HOLD
                            + "); RETURN NEW; END$$");
            execute(
                    connection,
                    "CREATE TRIGGER hold_up BEFORE UPDATE ON "
                            + table
                            + " FOR EACH ROW WHEN ("
                            + condition
                            + ") EXECUTE FUNCTION hold_up()");
            return () -> letGo(connection, table);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot hold up " + table, e);
        }
    }

    private static void letGo(Connection connection, String table) {
        try (connection) {
            execute(connection, "SELECT pg_advisory_unlock(" + HOLD + ")");
            execute(connection, "DROP TRIGGER hold_up ON " + table);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot let go " + table, e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** Keeps everybody else from reading and writing a table. */
    public Lock lock(String table) {
        try {
            Connection connection = infrastructure.connectAsSuperuser(name);
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE")) {
                statement.execute();
            }
            return () -> release(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot lock " + table, e);
        }
    }

    /** How many statements that begin like this wait for a lock. */
    public long waiting(String statementBegin) {
        return count(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = ? AND wait_event_type = 'Lock'"
                        + " AND ltrim(query, E' \\n') ILIKE ?",
                name,
                statementBegin + "%");
    }

    /**
     * Ends whoever waits for a lock. Postgres would otherwise let a statement go on whose sender
     * was killed, and a kill before a commit would be one after it.
     */
    public void endWaiting() {
        List<String> ended =
                rows(
                                "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity"
                                        + " WHERE datname = ? AND wait_event_type = 'Lock'",
                                name)
                        .stream()
                        .map(row -> row.substring(0, row.indexOf(' ')))
                        .toList();
        // Others that begin to wait meanwhile are of processes that live.
        Await.until(
                () -> "the end of those who waited for a lock in " + name,
                Duration.ofSeconds(10),
                () ->
                        rows("SELECT pid FROM pg_stat_activity WHERE datname = ?", name).stream()
                                .noneMatch(ended::contains));
    }

    private static void release(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("The lock cannot be released", e);
        }
    }

    private static List<String> read(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                values.add(String.valueOf(result.getObject(i)));
            }
            rows.add(String.join(" ", values));
        }
        return rows;
    }
}

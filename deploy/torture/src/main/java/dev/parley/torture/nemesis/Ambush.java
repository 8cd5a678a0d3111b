package dev.parley.torture.nemesis;

import dev.parley.local.infrastructure.LocalInfrastructure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Lies in wait at a border: as long as it is open, every transaction that comes there stands still.
 * Triggers at all borders take a lock that is free at other times.
 */
final class Ambush implements AutoCloseable {

    /** Tells its locks apart from those that services take. */
    private static final int LOCKS = 4711;

    private static final Duration LOOK = Duration.ofMillis(10);

    private static final String FUNCTION =
            "CREATE OR REPLACE FUNCTION torture_%1$s() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$BEGIN PERFORM pg_advisory_xact_lock_shared(%2$d, %3$d); RETURN NEW; END$$";

    /** The first of all triggers, or others would have looked at a state that has passed. */
    private static final String TRIGGER =
            "CREATE OR REPLACE TRIGGER a_torture_%1$s BEFORE %2$s FOR EACH ROW WHEN (%3$s)"
                    + " EXECUTE FUNCTION torture_%1$s()";

    private static final String WAITING =
            " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
                    + " WHERE l.locktype = 'advisory' AND NOT l.granted AND l.classid = ? AND l.objid = ?"
                    + " AND a.datname = current_database()";

    private static final String FIRST =
            "SELECT a.application_name" + WAITING + " ORDER BY l.waitstart NULLS LAST LIMIT 1";

    private static final String END_WAITING =
            "SELECT pg_terminate_backend(a.pid)" + WAITING + " AND a.application_name = ?";

    private final Border border;
    private final Connection connection;

    private Ambush(Border border, Connection connection) {
        this.border = border;
        this.connection = connection;
    }

    /** Prepares all borders; the services must have made their tables. */
    static void prepare(LocalInfrastructure infrastructure) {
        for (Border border : Border.values()) {
            String name = border.name().toLowerCase(Locale.ROOT);
            try (Connection connection = infrastructure.connectAsSuperuser(border.database());
                    Statement statement = connection.createStatement()) {
                statement.execute(FUNCTION.formatted(name, LOCKS, border.ordinal()));
                statement.execute(TRIGGER.formatted(name, border.change(), border.condition()));
            } catch (SQLException e) {
                throw new IllegalStateException("No ambush can be laid at " + border, e);
            }
        }
    }

    /** Lies in wait until it is closed. */
    static Ambush at(Border border, LocalInfrastructure infrastructure) {
        try {
            Connection connection = infrastructure.connectAsSuperuser(border.database());
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT pg_advisory_lock(?, ?)")) {
                lock.setInt(1, LOCKS);
                lock.setInt(2, border.ordinal());
                lock.execute();
            }
            return new Ambush(border, connection);
        } catch (SQLException e) {
            throw new IllegalStateException("No ambush can be laid at " + border, e);
        }
    }

    /** The name of the process that comes first; empty if none comes in time. */
    Optional<String> first(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<String> found = look();
        while (found.isEmpty() && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK);
            found = look();
        }
        return found;
    }

    /**
     * Ends what a process that was killed is waiting for here. Postgres would otherwise let a
     * statement go on whose sender is dead, and a kill before a change might be one after it.
     */
    void end(String process) {
        try (PreparedStatement statement = connection.prepareStatement(END_WAITING)) {
            statement.setInt(1, LOCKS);
            statement.setInt(2, border.ordinal());
            statement.setString(3, process);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("Those who wait at " + border + " do not end", e);
        }
    }

    private Optional<String> look() {
        try (PreparedStatement statement = connection.prepareStatement(FIRST)) {
            statement.setInt(1, LOCKS);
            statement.setInt(2, border.ordinal());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Nobody can be seen at " + border, e);
        }
    }

    /** Lets go whoever waits. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The ambush at " + border + " does not end", e);
        }
    }
}

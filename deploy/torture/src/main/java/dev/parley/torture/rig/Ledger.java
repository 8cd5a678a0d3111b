package dev.parley.torture.rig;

import dev.parley.local.infrastructure.LocalInfrastructure;
import dev.parley.torture.history.Execution;
import dev.parley.torture.history.Folder;
import dev.parley.torture.history.JsonLines;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** The executions of tools, as their service's database holds them. */
public final class Ledger {

    private static final String ROWS =
            "SELECT call_id, 'run_' || replace(run_id::text, '-', ''), id::text, status, effects,"
                    + " cancel_requested_at IS NOT NULL FROM execution WHERE tenant = ? AND tool <> ''";

    private static final String OPEN =
            "SELECT count(*) FROM execution WHERE tenant = ? AND status IN ('PLANNED', 'DISPATCHED')";

    private static final Duration LOOK = Duration.ofMillis(200);

    private Ledger() {}

    /**
     * Waits until every call has an outcome: a run may end without one, when its tool-service was
     * away for too long.
     *
     * @param deadline as {@link System#nanoTime} counts
     * @return false if some had none by then
     */
    public static boolean awaitQuiet(
            LocalInfrastructure infrastructure, String tenant, long deadline)
            throws InterruptedException {
        try (Connection connection = infrastructure.connectAsSuperuser("tool");
                PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setString(1, tenant);
            while (open(statement) > 0) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                Thread.sleep(LOOK);
            }
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("The ledger cannot be read", e);
        }
    }

    private static long open(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Writes all executions of a tenant. */
    public static void write(LocalInfrastructure infrastructure, String tenant, Folder folder) {
        try (JsonLines executions = JsonLines.create(folder.executions());
                Connection connection = infrastructure.connectAsSuperuser("tool");
                PreparedStatement statement = connection.prepareStatement(ROWS)) {
            statement.setString(1, tenant);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    executions.add(
                            new Execution(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getBoolean(6)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The ledger cannot be read", e);
        }
    }
}

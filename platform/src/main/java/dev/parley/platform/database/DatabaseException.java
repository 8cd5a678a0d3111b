package dev.parley.platform.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** A statement failed. {@link #transientFailure()} tells whether trying again later can help. */
public final class DatabaseException extends RuntimeException {

    /**
     * Lock not available: another transaction holds the row for longer than the caller was willing
     * to wait.
     */
    public static final String LOCK_TIMEOUT = "55P03";

    /** Postgres ended a transaction whose process had paused in the middle of it. */
    private static final String IDLE_IN_TRANSACTION = "25P03";

    private final @Nullable String sqlState;

    private DatabaseException(SQLException cause) {
        super(cause.getMessage(), cause);
        this.sqlState = cause.getSQLState();
    }

    /** Wraps what the driver or the pool reported. */
    public static DatabaseException of(SQLException cause) {
        return new DatabaseException(cause);
    }

    /** Postgres' five-character code, or null if the failure did not come from Postgres. */
    public @Nullable String sqlState() {
        return sqlState;
    }

    /** Whether the database, the pool or the way there failed, not the statement. */
    public boolean transientFailure() {
        return isTransient(this);
    }

    /**
     * Whether the cause of any failure is a database that is away, full, restarting or refusing a
     * serialisation.
     */
    public static boolean isTransient(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isTransientState(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransientState(SQLException sql) {
        String state = sql.getSQLState();
        if (state == null) {
            // Agroal reports an exhausted pool without a state.
            return sql instanceof SQLTransientException
                    || String.valueOf(sql.getMessage()).contains("timeout");
        }
        return switch (state.substring(0, 2)) {
            case "08", "40", "53", "57", "58" -> true;
            default -> state.equals(LOCK_TIMEOUT) || state.equals(IDLE_IN_TRANSACTION);
        };
    }
}

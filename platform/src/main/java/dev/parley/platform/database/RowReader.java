package dev.parley.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the current row. */
@FunctionalInterface
public interface RowReader<T> {

    /** Reads the row that {@code row} stands on, without moving it. */
    T read(ResultSet row) throws SQLException;
}

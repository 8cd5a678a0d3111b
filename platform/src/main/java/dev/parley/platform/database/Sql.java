package dev.parley.platform.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * SQL where Hibernate would cost round trips: batches, claims, {@code RETURNING}. Takes part in the
 * current transaction; row security holds as everywhere. Parameters may be of any type the driver
 * knows, {@link Instant}, an enum (its name) or a collection of {@link UUID}, {@link String},
 * {@link Long} or {@link Integer}, which becomes an array.
 */
@ApplicationScoped
public class Sql {

    private final DataSource dataSource;

    @Inject
    Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All rows of a query or of a statement with {@code RETURNING}, in its order. */
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> find(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        List<T> rows = list(sql, reader, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** Changes rows and says how many. */
    public int update(String sql, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    /** Runs one statement for each set of parameters in one round trip. */
    public void batch(String sql, List<@Nullable Object[]> parameterSets) {
        if (parameterSets.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] parameters : parameterSets) {
                bind(connection, statement, parameters);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    /** Reads a time that may be null. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, @Nullable Object[] parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(connection, statement, parameters);
        return statement;
    }

    private static void bind(
            Connection connection, PreparedStatement statement, @Nullable Object[] parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, toJdbc(connection, parameters[i]));
        }
    }

    private static @Nullable Object toJdbc(Connection connection, @Nullable Object value)
            throws SQLException {
        return switch (value) {
            case null -> null;
            case Instant time -> time.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case Collection<?> values ->
                    connection.createArrayOf(elementType(values), values.toArray());
            default -> value;
        };
    }

    private static String elementType(Collection<?> values) {
        return switch (values.isEmpty() ? "" : values.iterator().next()) {
            case UUID ignored -> "uuid";
            case Long ignored -> "bigint";
            case Integer ignored -> "integer";
            default -> "text";
        };
    }
}

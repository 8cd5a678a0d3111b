package dev.parley.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes runs from a copy of the queue, ends them at once and adds as many where they waited. */
final class Claimer implements AutoCloseable {

    private static final String CLAIM =
            "SELECT id, tenant, priority FROM claim_runs('bench', 60000, 60000, ?, '{}', '{}')";

    private static final String FINISH =
            """
            UPDATE run SET status = 'COMPLETED', reply = 'done', ended_at = now(), owner = NULL, lease_until = NULL
             WHERE id = ANY (?) AND status = 'RUNNING'
            """;

    private final Connection connection;
    private final PreparedStatement claim;
    private final PreparedStatement finish;

    private Claimer(Connection connection, PreparedStatement claim, PreparedStatement finish) {
        this.connection = connection;
        this.claim = claim;
        this.finish = finish;
    }

    /** A claimed run, and where it waited. */
    private record Claimed(UUID run, QueueCopy.Lane lane) {}

    /** What a claim gave and took. */
    record Round(int runs, long nanos) {}

    static Claimer of(QueueCopy queue) throws SQLException {
        Connection connection = queue.connect();
        return new Claimer(
                connection,
                connection.prepareStatement(CLAIM),
                connection.prepareStatement(FINISH));
    }

    /** Claims for so many slots; only the claim is timed. */
    Round round(int slots) throws SQLException {
        long begin = System.nanoTime();
        List<Claimed> claimed = claim(slots);
        long nanos = System.nanoTime() - begin;
        finish(claimed);
        QueueCopy.add(connection, claimed.stream().map(Claimed::lane).toList());
        return new Round(claimed.size(), nanos);
    }

    private List<Claimed> claim(int slots) throws SQLException {
        claim.setInt(1, slots);
        List<Claimed> claimed = new ArrayList<>();
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                claimed.add(
                        new Claimed(
                                rows.getObject(1, UUID.class),
                                new QueueCopy.Lane(rows.getString(2), rows.getInt(3))));
            }
        }
        return claimed;
    }

    private void finish(List<Claimed> claimed) throws SQLException {
        finish.setArray(
                1, connection.createArrayOf("uuid", claimed.stream().map(Claimed::run).toArray()));
        finish.executeUpdate();
    }

    /** With the connection go its statements. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package dev.parley.agent.queue;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.RowReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The claim, which is ended if it takes long: all claimers wait for it. One round trip, so that a
 * process which is stopped in the middle keeps nothing.
 */
@ApplicationScoped
class ClaimStatement {

    /**
     * So many runs of a lane {@code claim_from_lanes} looks at. A claim that gives fewer in all,
     * although slots are free, has seen the end of each lane, or left what stands behind a limit.
     */
    static final int MOST_OF_A_LANE = 16;

    /** Some hundred times what a claim takes. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final String CLAIM =
            """
            SELECT id, tenant, user_id, user_roles, conversation_id, message_seq, agent_name, agent_id, agent_version, content, branch,
                   options, cancel_requested_at IS NOT NULL AS cancel_requested, traceparent, epoch, crashes, failures, max_attempts,
                   retry_of IS NOT NULL OR replay_of IS NOT NULL AS takes_over, replay_of,
                   owner, pool, started_at, extract(epoch FROM deadline_at - clock_timestamp()) AS seconds_left
              FROM claim_runs(?, ?, ?, ?, ?, ?)
            """;

    private final DataSource dataSource;

    @Inject
    ClaimStatement(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What a process claims for, and what it executes already. */
    record Claimer(
            String owner,
            Duration lease,
            Duration builtInTimeout,
            int slots,
            Map<String, Integer> busy) {}

    <T> List<T> execute(Claimer claimer, RowReader<T> reader) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setQueryTimeout((int) LONGEST.toSeconds());
            statement.setString(1, claimer.owner());
            statement.setLong(2, claimer.lease().toMillis());
            statement.setLong(3, claimer.builtInTimeout().toMillis());
            statement.setInt(4, claimer.slots());
            statement.setArray(5, array(connection, "text", claimer.busy().keySet()));
            statement.setArray(6, array(connection, "integer", claimer.busy().values()));
            try (ResultSet rows = statement.executeQuery()) {
                List<T> claimed = new ArrayList<>();
                while (rows.next()) {
                    claimed.add(reader.read(rows));
                }
                return claimed;
            }
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    private static Array array(Connection connection, String type, Collection<?> values)
            throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}

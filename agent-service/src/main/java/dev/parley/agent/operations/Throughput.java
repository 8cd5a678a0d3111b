package dev.parley.agent.operations;

import dev.parley.agent.operations.LoadTable.Group;
import dev.parley.agent.operations.QueueStatus.Percentiles;
import dev.parley.agent.operations.QueueStatus.Recent;
import dev.parley.contracts.event.Priority;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs and what has just ended, by priority, tenant, agent and pool. */
@ApplicationScoped
class Throughput {

    private static final int MOST_COUNTED = 10_000;

    private static final String GROUPS =
            "GROUPING SETS ((), (priority), (tenant), (tenant, agent_name), (pool))";

    private static final String RUNNING =
            """
            SELECT grouping(priority, tenant, agent_name, pool) AS set, priority, tenant, agent_name, pool, count(*) AS running
              FROM run WHERE status = 'RUNNING' GROUP BY %s
            """
                    .formatted(GROUPS);

    private static final String LAST_MINUTE =
            """
            SELECT grouping(priority, tenant, agent_name, pool) AS set, priority, tenant, agent_name, pool,
                   count(*) FILTER (WHERE status = 'COMPLETED') AS completed, count(*) FILTER (WHERE status = 'FAILED') AS failed,
                   count(*) FILTER (WHERE status = 'CANCELLED') AS cancelled, count(*) FILTER (WHERE status = 'EXPIRED') AS expired,
                   percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (
                       ORDER BY extract(epoch FROM started_at - accepted_at) * 1000) AS waits,
                   percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (
                       ORDER BY extract(epoch FROM ended_at - started_at) * 1000) AS services
              FROM (SELECT status, priority, tenant, agent_name, pool, accepted_at, started_at, ended_at
                      FROM run WHERE ended_at > now() - interval '1 minute' ORDER BY ended_at DESC LIMIT ?) AS recent
             GROUP BY %s
            """
                    .formatted(GROUPS);

    private final Sql sql;

    @Inject
    Throughput(Sql sql) {
        this.sql = sql;
    }

    /** How many runs are executed. */
    Map<Group, Long> running() {
        Map<Group, Long> running = new HashMap<>();
        sql.list(RUNNING, row -> put(running, row, row.getLong("running")));
        return running;
    }

    /** What ended in the last minute, of the last 10,000 runs at the most. */
    Map<Group, Recent> lastMinute() {
        Map<Group, Recent> ended = new HashMap<>();
        sql.list(LAST_MINUTE, row -> put(ended, row, recent(row)), MOST_COUNTED);
        return ended;
    }

    private static <T> boolean put(Map<Group, T> table, ResultSet row, T value)
            throws SQLException {
        Group group = group(row);
        if (group != null) {
            table.put(group, value);
        }
        return true;
    }

    /**
     * A bit of the set is 0 if its column is grouped by. Runs that never had a slot have no pool.
     */
    private static @Nullable Group group(ResultSet row) throws SQLException {
        return switch (row.getInt("set")) {
            case 0b1111 -> Group.EVERYTHING;
            case 0b0111 -> new Group.Of(Priority.values()[row.getInt("priority")]);
            case 0b1011 -> new Group.Tenant(row.getString("tenant"));
            case 0b1001 -> new Group.Agent(row.getString("tenant"), row.getString("agent_name"));
            case 0b1110 -> pool(row.getString("pool"));
            default -> throw new IllegalStateException("not a set that was asked for");
        };
    }

    private static @Nullable Group pool(@Nullable String name) {
        return name == null ? null : new Group.Pool(name);
    }

    private static Recent recent(ResultSet row) throws SQLException {
        return new Recent(
                row.getLong("completed"),
                row.getLong("failed"),
                row.getLong("cancelled"),
                row.getLong("expired"),
                percentiles(row.getArray("waits")),
                percentiles(row.getArray("services")));
    }

    private static Percentiles percentiles(@Nullable Array measured) throws SQLException {
        if (measured == null) {
            return Percentiles.NONE;
        }
        Double[] values = (Double[]) measured.getArray();
        return new Percentiles(rounded(values[0]), rounded(values[1]), rounded(values[2]));
    }

    /** To tenths: what is beyond is noise. */
    private static @Nullable Double rounded(@Nullable Double millis) {
        return millis == null ? null : Double.valueOf(Math.round(millis * 10) / 10.0);
    }
}

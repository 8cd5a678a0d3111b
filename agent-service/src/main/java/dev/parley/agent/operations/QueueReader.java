package dev.parley.agent.operations;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the state of the queue; row security decides how much of it. */
@ApplicationScoped
class QueueReader {

    private static final int MOST_COUNTED = 10_000;
    private static final int MOST_LISTED = 1_000;

    private static final String LANES =
            """
            SELECT lane_tenant, lane_priority, queued, extract(epoch FROM now() - oldest) * 1000 AS waited
              FROM queue_lanes(?) LIMIT ?
            """;

    private static final String TENANTS =
            """
            SELECT tenant, coalesce(running, 0) AS running, coalesce(weight, 1) AS weight, coalesce(paused, false) AS paused,
                   max_running, max_open
              FROM (SELECT tenant, count(*) AS running FROM run WHERE status = 'RUNNING' GROUP BY tenant) AS busy
              FULL JOIN tenant_quota USING (tenant)
             ORDER BY tenant LIMIT ?
            """;

    private static final String WORKERS =
            """
            SELECT instance, coalesce(wanted_slots, slots) AS slots, draining, seen_at,
                   (SELECT count(*) FROM run WHERE status = 'RUNNING' AND starts_with(owner, worker.instance || ':')) AS running
              FROM worker WHERE seen_at > now() - interval '1 minute' ORDER BY instance LIMIT ?
            """;

    private static final String LAST_MINUTE =
            """
            SELECT count(*) FILTER (WHERE status = 'COMPLETED'), count(*) FILTER (WHERE status = 'FAILED'),
                   count(*) FILTER (WHERE status = 'CANCELLED'),
                   percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM started_at - accepted_at) * 1000),
                   percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at) * 1000)
              FROM (SELECT status, accepted_at, started_at, ended_at FROM run WHERE ended_at > now() - interval '1 minute'
                     ORDER BY ended_at DESC LIMIT ?) AS recent
            """;

    private static final String SLOTS =
            """
            SELECT coalesce(sum(CASE WHEN draining THEN 0 ELSE coalesce(wanted_slots, slots) END), 0)
              FROM worker WHERE seen_at > now() - interval '15 seconds'
            """;

    private static final String MEAN_SERVICE =
            """
            SELECT coalesce(avg(extract(epoch FROM ended_at - started_at) * 1000), 0)
              FROM (SELECT started_at, ended_at FROM run WHERE ended_at > now() - interval '5 minutes' AND status = 'COMPLETED'
                     ORDER BY ended_at DESC LIMIT 1000) AS recent
            """;

    private final Sql sql;

    @Inject
    QueueReader(Sql sql) {
        this.sql = sql;
    }

    QueueStatus read(boolean paused) {
        List<QueueStatus.Lane> lanes =
                sql.list(LANES, QueueReader::lane, MOST_COUNTED, MOST_LISTED);
        List<QueueStatus.TenantPart> tenants = sql.list(TENANTS, QueueReader::tenant, MOST_LISTED);
        return new QueueStatus(
                paused,
                lanes.stream().mapToLong(QueueStatus.Lane::queued).sum(),
                tenants.stream().mapToLong(QueueStatus.TenantPart::running).sum(),
                lanes.stream().map(QueueStatus.Lane::oldestWaitMs).max(Long::compare).orElse(null),
                sql.find(LAST_MINUTE, QueueReader::lastMinute, MOST_COUNTED).orElseThrow(),
                lanes,
                tenants,
                sql.list(
                        "SELECT tenant, agent_name FROM paused_agent ORDER BY tenant, agent_name LIMIT ?",
                        row -> new QueueStatus.PausedAgent(row.getString(1), row.getString(2)),
                        MOST_LISTED),
                sql.list(WORKERS, QueueReader::worker, MOST_LISTED));
    }

    QueueReport report(boolean paused, QueueRules rules) {
        return new QueueReport(
                Instant.now(),
                paused,
                sql.find(SLOTS, row -> row.getInt(1)).orElse(0),
                sql.find(MEAN_SERVICE, row -> row.getDouble(1)).orElse(0.0),
                rules,
                sql.list(LANES, QueueReader::lane, MOST_COUNTED, MOST_LISTED),
                sql.list(TENANTS, QueueReader::tenant, MOST_LISTED));
    }

    private static QueueStatus.Lane lane(ResultSet row) throws SQLException {
        return new QueueStatus.Lane(
                row.getString("lane_tenant"),
                Priority.values()[row.getInt("lane_priority")],
                row.getLong("queued"),
                Math.max(0, row.getLong("waited")));
    }

    private static QueueStatus.TenantPart tenant(ResultSet row) throws SQLException {
        return new QueueStatus.TenantPart(
                row.getString("tenant"),
                row.getLong("running"),
                row.getDouble("weight"),
                row.getBoolean("paused"),
                row.getObject("max_running", Integer.class),
                row.getObject("max_open", Integer.class));
    }

    private static QueueStatus.Worker worker(ResultSet row) throws SQLException {
        return new QueueStatus.Worker(
                row.getString("instance"),
                row.getInt("slots"),
                row.getBoolean("draining"),
                row.getLong("running"),
                Objects.requireNonNull(Sql.instant(row, "seen_at")));
    }

    private static QueueStatus.LastMinute lastMinute(ResultSet row) throws SQLException {
        return new QueueStatus.LastMinute(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                percentiles(row.getArray(4)),
                percentiles(row.getArray(5)));
    }

    private static QueueStatus.Percentiles percentiles(@Nullable Array measured)
            throws SQLException {
        if (measured == null) {
            return new QueueStatus.Percentiles(null, null, null);
        }
        Double[] values = (Double[]) measured.getArray();
        return new QueueStatus.Percentiles(
                rounded(values[0]), rounded(values[1]), rounded(values[2]));
    }

    /** To tenths: what is beyond is noise. */
    private static @Nullable Double rounded(@Nullable Double millis) {
        return millis == null ? null : Math.round(millis * 10) / 10.0;
    }
}

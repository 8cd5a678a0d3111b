package dev.parley.tool.history;

import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sums executions up; reads the newest hundred thousand of the time at most. */
@ApplicationScoped
class PerformanceRows {

    static final int MOST = 100_000;

    private static final String RECENT =
            """
            WITH recent AS (SELECT status, cached_since, attempts, bytes, cost, duration_ms, problem FROM execution
                             WHERE tenant = ? AND tool = ? AND id >= ? ORDER BY id DESC LIMIT ?)
            """;

    private static final String TOTALS =
            RECENT
                    + """
                    , own AS (SELECT percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY duration_ms) AS p, max(duration_ms) AS longest
                                FROM recent WHERE cached_since IS NULL AND status IN ('SUCCEEDED', 'FAILED', 'UNKNOWN') AND attempts > 0)
                    SELECT count(*) AS calls,
                           count(*) FILTER (WHERE status IN ('PLANNED', 'DISPATCHED')) AS running,
                           count(*) FILTER (WHERE status = 'SUCCEEDED') AS succeeded,
                           count(*) FILTER (WHERE status = 'FAILED') AS failed,
                           count(*) FILTER (WHERE status = 'UNKNOWN') AS unknown,
                           count(cached_since) AS cached,
                           coalesce(sum(greatest(attempts - 1, 0)), 0) AS retries,
                           coalesce(sum(bytes), 0) AS bytes, coalesce(sum(cost), 0) AS cost,
                           (SELECT p[1] FROM own) AS p50, (SELECT p[2] FROM own) AS p95, (SELECT p[3] FROM own) AS p99,
                           (SELECT longest FROM own) AS longest
                      FROM recent
                    """;

    private static final String FAILURES =
            RECENT
                    + """
                    SELECT problem::jsonb ->> 'code' AS code, count(*) AS times FROM recent WHERE problem IS NOT NULL
                     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10
                    """;

    private final Sql sql;

    @Inject
    PerformanceRows(Sql sql) {
        this.sql = sql;
    }

    /** Sums of a tool's calls since a moment. */
    record Totals(
            long calls,
            long running,
            long succeeded,
            long failed,
            long unknown,
            long cached,
            long retries,
            long bytes,
            BigDecimal cost,
            Performance.@Nullable Durations durations) {}

    Totals totals(String tenant, String tool, Instant since) {
        return sql.find(
                        TOTALS,
                        PerformanceRows::read,
                        tenant,
                        tool,
                        ExecutionFilter.firstId(since),
                        MOST)
                .orElseThrow();
    }

    List<Performance.Failure> failures(String tenant, String tool, Instant since) {
        return sql.list(
                FAILURES,
                row ->
                        new Performance.Failure(
                                Objects.requireNonNullElse(row.getString("code"), "unknown"),
                                row.getLong("times")),
                tenant,
                tool,
                ExecutionFilter.firstId(since),
                MOST);
    }

    private static Totals read(ResultSet row) throws SQLException {
        boolean any = row.getObject("p50") != null;
        return new Totals(
                row.getLong("calls"),
                row.getLong("running"),
                row.getLong("succeeded"),
                row.getLong("failed"),
                row.getLong("unknown"),
                row.getLong("cached"),
                row.getLong("retries"),
                row.getLong("bytes"),
                row.getBigDecimal("cost"),
                any
                        ? new Performance.Durations(
                                row.getDouble("p50"),
                                row.getDouble("p95"),
                                row.getDouble("p99"),
                                row.getLong("longest"))
                        : null);
    }
}

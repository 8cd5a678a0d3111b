package dev.parley.agent.outlook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.contracts.event.Priority;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the load of the queue, a few times a second at the most. */
@ApplicationScoped
class QueueLoads {

    private static final Duration GOOD_FOR = Duration.ofMillis(250);
    private static final Duration DRAIN_WINDOW = Duration.ofSeconds(10);
    private static final int MOST_COUNTED = 10_000;
    private static final int MOST_LISTED = 1_000;

    /** So many ends within the window say how fast the queue drains. */
    private static final int FEWEST_ENDS = 20;

    private static final String LANES =
            "SELECT lane_tenant, lane_priority, queued FROM queue_lanes(?) LIMIT ?";

    private static final String TENANTS =
            """
            SELECT tenant, coalesce(running, 0) AS running, coalesce(weight, 1) AS weight, coalesce(paused, false) AS paused,
                   max_running
              FROM (SELECT tenant, count(*) AS running FROM run WHERE status = 'RUNNING' AND pool = 'general' GROUP BY tenant) AS busy
              FULL JOIN tenant_quota USING (tenant)
             ORDER BY tenant LIMIT ?
            """;

    /** At least one slot of each process is kept by no pool. */
    private static final String SLOTS =
            """
            SELECT coalesce(sum(greatest(1, coalesce(w.wanted_slots, w.slots) - kept.slots)), 0)
              FROM worker AS w, (SELECT coalesce(sum(slots), 0) AS slots FROM worker_pool) AS kept
             WHERE w.seen_at > now() - interval '15 seconds' AND NOT w.draining AND coalesce(w.wanted_slots, w.slots) > 0
            """;

    private static final String SERVICE =
            """
            SELECT coalesce(avg(extract(epoch FROM ended_at - started_at) * 1000), 0)
              FROM (SELECT started_at, ended_at FROM run WHERE ended_at > now() - interval '5 minutes' AND status = 'COMPLETED' AND epoch = 1
                     ORDER BY ended_at DESC LIMIT 1000) AS recent
            """;

    /** Ends within the window, if something has waited for all that time. */
    private static final String DRAIN =
            """
            SELECT count(*) FROM (SELECT FROM run WHERE ended_at > now() - ? * interval '1 ms' AND started_at IS NOT NULL LIMIT 10000) AS recent
             WHERE EXISTS (SELECT FROM queue_lanes(1) WHERE oldest < now() - ? * interval '1 ms')
            """;

    private final Sql sql;
    private final Cache<Boolean, QueueLoad> last =
            Caffeine.newBuilder().maximumSize(1).expireAfterWrite(GOOD_FOR).build();

    @Inject
    QueueLoads(Sql sql) {
        this.sql = sql;
    }

    /** The load as it was a moment ago. */
    QueueLoad latest() {
        return last.get(true, key -> TenantScope.callForEveryTenant(this::read));
    }

    private QueueLoad read() {
        return new QueueLoad(
                sql.find("SELECT paused FROM queue_settings", row -> row.getBoolean(1))
                        .orElseThrow(),
                sql.find(SLOTS, row -> row.getLong(1)).orElseThrow(),
                sql.find(SERVICE, row -> row.getDouble(1)).orElseThrow(),
                sql.find(
                                DRAIN,
                                row -> row.getInt(1),
                                DRAIN_WINDOW.toMillis(),
                                DRAIN_WINDOW.toMillis())
                        .flatMap(QueueLoads::betweenEnds)
                        .orElse(null),
                waiting(sql.list(LANES, Lane::read, MOST_COUNTED, MOST_LISTED)),
                sql.list(TENANTS, QueueLoads::tenant, MOST_LISTED).stream()
                        .collect(Collectors.toMap(QueueLoad.Tenant::name, Function.identity())));
    }

    /** Over the whole window: what begins together ends together, and then nothing for a while. */
    private static Optional<Double> betweenEnds(int ends) {
        return ends < FEWEST_ENDS
                ? Optional.empty()
                : Optional.of((double) DRAIN_WINDOW.toMillis() / ends);
    }

    /** One tenant's waiting runs of one priority and agent. */
    private record Lane(String tenant, Priority priority, long queued) {

        static Lane read(ResultSet row) throws SQLException {
            return new Lane(row.getString(1), Priority.values()[row.getInt(2)], row.getLong(3));
        }
    }

    private static Map<String, QueueLoad.Waiting> waiting(List<Lane> lanes) {
        Map<String, Map<Priority, Long>> counts = new HashMap<>();
        for (Lane lane : lanes) {
            counts.computeIfAbsent(lane.tenant(), name -> new EnumMap<>(Priority.class))
                    .merge(lane.priority(), lane.queued(), Long::sum);
        }
        Map<String, QueueLoad.Waiting> waiting = new HashMap<>();
        counts.forEach((tenant, count) -> waiting.put(tenant, new QueueLoad.Waiting(count)));
        return waiting;
    }

    private static QueueLoad.Tenant tenant(ResultSet row) throws SQLException {
        return new QueueLoad.Tenant(
                row.getString("tenant"),
                row.getLong("running"),
                row.getDouble("weight"),
                row.getBoolean("paused"),
                row.getObject("max_running", Integer.class));
    }
}

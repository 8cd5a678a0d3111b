package dev.parley.agent.operations;

import dev.parley.agent.operations.QueueStatus.Lane;
import dev.parley.agent.operations.QueueStatus.Load;
import dev.parley.agent.operations.QueueStatus.PoolPart;
import dev.parley.contracts.event.Priority;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the state of the queue; row security decides how much of it. */
@ApplicationScoped
class QueueReader {

    private static final int MOST_COUNTED = 10_000;
    private static final int MOST_LISTED = 1_000;
    private static final String GENERAL = "general";

    private static final String LANES =
            """
            SELECT lane_tenant, lane_priority, lane_agent, lane_model, queued, extract(epoch FROM now() - oldest) * 1000 AS waited
              FROM queue_lanes(?, ?::text) LIMIT ?
            """;

    private static final String DELAYED =
            "SELECT count(*) FROM (SELECT FROM run WHERE status = 'QUEUED' AND due_at IS NOT NULL LIMIT ?) AS counted";

    private static final String QUOTAS =
            """
            SELECT tenant, weight, paused, max_running, user_max_running, max_open FROM tenant_quota ORDER BY tenant LIMIT ?
            """;

    private static final String PROVIDERS =
            """
            SELECT provider, max_running,
                   (SELECT count(*) FROM run WHERE status = 'RUNNING' AND split_part(model, '/', 1) = provider) AS running
              FROM provider_limit ORDER BY provider LIMIT ?
            """;

    private static final String WORKERS =
            """
            SELECT instance, coalesce(wanted_slots, slots) AS slots, draining, seen_at,
                   (SELECT count(*) FROM run WHERE status = 'RUNNING' AND starts_with(owner, worker.instance || ':')) AS running
              FROM worker WHERE seen_at > now() - interval '1 minute' ORDER BY instance LIMIT ?
            """;

    private final Sql sql;
    private final Throughput throughput;
    private final PoolControl pools;

    @Inject
    QueueReader(Sql sql, Throughput throughput, PoolControl pools) {
        this.sql = sql;
        this.throughput = throughput;
        this.pools = pools;
    }

    private record ModelLane(Lane lane, String model) {}

    private record Quota(
            String tenant,
            double weight,
            boolean paused,
            @Nullable Integer maxRunning,
            @Nullable Integer userMaxRunning,
            @Nullable Integer maxOpen) {

        static final Quota NONE = new Quota("", 1, false, null, null, null);
    }

    /**
     * The state, as far as the current tenant sees it.
     *
     * @param tenant that tenant; if null, all of them and pools, providers and workers, which
     *     belong to none
     */
    QueueStatus read(boolean paused, @Nullable String tenant) {
        boolean whole = tenant == null;
        List<ModelLane> lanes =
                sql.list(LANES, QueueReader::lane, MOST_COUNTED, tenant, MOST_LISTED);
        LoadTable loads = new LoadTable(throughput.running(), throughput.lastMinute());
        lanes.forEach(it -> loads.add(it.lane()));
        Load all = loads.of(LoadTable.Group.EVERYTHING);
        return new QueueStatus(
                paused,
                all.queued(),
                sql.find(DELAYED, row -> row.getLong(1), MOST_COUNTED).orElse(0L),
                all.running(),
                all.oldestWaitMs(),
                Objects.requireNonNullElse(all.lastMinute(), LoadTable.NOTHING_ENDED),
                loads.priorities(),
                tenants(loads),
                loads.agents(),
                whole ? pools(loads, lanes) : List.of(),
                lanes.stream().map(ModelLane::lane).toList(),
                sql.list(
                        "SELECT DISTINCT tenant, agent_name FROM paused_agent ORDER BY tenant, agent_name LIMIT ?",
                        row -> new QueueStatus.PausedAgent(row.getString(1), row.getString(2)),
                        MOST_LISTED),
                whole ? sql.list(PROVIDERS, QueueReader::provider, MOST_LISTED) : List.of(),
                whole ? sql.list(WORKERS, QueueReader::worker, MOST_LISTED) : List.of());
    }

    private List<QueueStatus.TenantPart> tenants(LoadTable loads) {
        List<Quota> quotas = sql.list(QUOTAS, QueueReader::quota, MOST_LISTED);
        quotas.forEach(quota -> loads.know(new LoadTable.Group.Tenant(quota.tenant())));
        return loads.tenants().stream().map(tenant -> tenant(tenant, loads, quotas)).toList();
    }

    private static QueueStatus.TenantPart tenant(
            LoadTable.Group.Tenant tenant, LoadTable loads, List<Quota> quotas) {
        Quota quota =
                quotas.stream()
                        .filter(it -> it.tenant().equals(tenant.name()))
                        .findFirst()
                        .orElse(Quota.NONE);
        return new QueueStatus.TenantPart(
                tenant.name(),
                loads.of(tenant),
                quota.weight(),
                quota.paused(),
                quota.maxRunning(),
                quota.userMaxRunning(),
                quota.maxOpen());
    }

    /** A lane counts for each pool that takes it: whichever has a free slot will. */
    private List<PoolPart> pools(LoadTable loads, List<ModelLane> lanes) {
        Map<String, WorkerPool> known = pools.pools();
        Map<String, Long> slots = pools.slots();
        List<PoolPart> parts = new ArrayList<>();
        parts.add(
                pool(
                        GENERAL,
                        null,
                        slots,
                        loads,
                        lanes.stream().filter(it -> isShared(it, known))));
        known.forEach((name, pool) ->
                parts.add(
                        pool(
                                name,
                                pool,
                                slots,
                                loads,
                                lanes.stream().filter(it -> mayHave(pool, it, known)))));
        return parts;
    }

    private static boolean mayHave(WorkerPool pool, ModelLane lane, Map<String, WorkerPool> pools) {
        return pool.takes(lane.lane(), lane.model())
                && (Boolean.TRUE.equals(pool.exclusive()) || isShared(lane, pools));
    }

    private static boolean isShared(ModelLane lane, Map<String, WorkerPool> pools) {
        return pools.values().stream()
                .noneMatch(pool ->
                        Boolean.TRUE.equals(pool.exclusive())
                                && pool.takes(lane.lane(), lane.model()));
    }

    private static PoolPart pool(
            String name,
            @Nullable WorkerPool rules,
            Map<String, Long> slots,
            LoadTable loads,
            Stream<ModelLane> taken) {
        List<Lane> lanes = taken.map(ModelLane::lane).toList();
        Load ended = loads.of(new LoadTable.Group.Pool(name));
        Optional<Long> oldest = lanes.stream().map(Lane::oldestWaitMs).max(Long::compare);
        return new PoolPart(
                name,
                slots.getOrDefault(name, 0L),
                new Load(
                        lanes.stream().mapToLong(Lane::queued).sum(),
                        oldest.orElse(null),
                        ended.running(),
                        ended.lastMinute()),
                rules);
    }

    private static ModelLane lane(ResultSet row) throws SQLException {
        return new ModelLane(
                new Lane(
                        row.getString("lane_tenant"),
                        Priority.values()[row.getInt("lane_priority")],
                        row.getString("lane_agent"),
                        row.getLong("queued"),
                        Math.max(0, row.getLong("waited"))),
                row.getString("lane_model"));
    }

    private static Quota quota(ResultSet row) throws SQLException {
        return new Quota(
                row.getString("tenant"),
                row.getDouble("weight"),
                row.getBoolean("paused"),
                row.getObject("max_running", Integer.class),
                row.getObject("user_max_running", Integer.class),
                row.getObject("max_open", Integer.class));
    }

    private static QueueStatus.ProviderLimit provider(ResultSet row) throws SQLException {
        return new QueueStatus.ProviderLimit(
                row.getString("provider"), row.getInt("max_running"), row.getLong("running"));
    }

    private static QueueStatus.Worker worker(ResultSet row) throws SQLException {
        return new QueueStatus.Worker(
                row.getString("instance"),
                row.getInt("slots"),
                row.getBoolean("draining"),
                row.getLong("running"),
                Objects.requireNonNull(Sql.instant(row, "seen_at")));
    }
}

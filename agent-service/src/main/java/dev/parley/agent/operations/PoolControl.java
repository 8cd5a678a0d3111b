package dev.parley.agent.operations;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Worker pools and limits on model providers. A change holds from the next claim on. */
@ApplicationScoped
@Transactional
class PoolControl {

    /** More would make every claim slower. */
    static final int MOST_POOLS = 50;

    private static final String POOLS =
            """
            SELECT name, slots, min_priority, tenants, agents, models, max_running, exclusive FROM worker_pool ORDER BY name
            """;

    private static final String PUT_POOL =
            """
            INSERT INTO worker_pool (name, slots, min_priority, tenants, agents, models, max_running, exclusive)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE
               SET slots = excluded.slots, min_priority = excluded.min_priority, tenants = excluded.tenants,
                   agents = excluded.agents, models = excluded.models, max_running = excluded.max_running,
                   exclusive = excluded.exclusive
            """;

    private static final String PUT_PROVIDER =
            """
            INSERT INTO provider_limit (provider, max_running) VALUES (?, ?)
                ON CONFLICT (provider) DO UPDATE SET max_running = excluded.max_running
            """;

    private final Sql sql;

    @Inject
    PoolControl(Sql sql) {
        this.sql = sql;
    }

    /** All pools by name. */
    Map<String, WorkerPool> pools() {
        Map<String, WorkerPool> pools = new LinkedHashMap<>();
        sql.list(POOLS, row -> pools.put(row.getString("name"), pool(row)));
        return pools;
    }

    /** How many slots all live processes have for each pool that has any. */
    Map<String, Long> slots() {
        Map<String, Long> slots = new LinkedHashMap<>();
        sql.list(
                "SELECT pool_name, slots FROM pool_slots()",
                row -> slots.put(row.getString(1), row.getLong(2)));
        return slots;
    }

    /** Makes or changes a pool; false if there are as many as there may be. */
    boolean put(String name, WorkerPool wanted) {
        sql.find("SELECT pg_advisory_xact_lock(7203)", row -> true);
        Map<String, WorkerPool> present = pools();
        if (!present.containsKey(name) && present.size() >= MOST_POOLS) {
            return false;
        }
        WorkerPool pool = wanted.complete();
        sql.update(
                PUT_POOL,
                name,
                pool.slots(),
                Objects.requireNonNull(pool.minPriority()).ordinal(),
                pool.tenants(),
                pool.agents(),
                pool.models(),
                pool.maxRunning(),
                pool.exclusive());
        return true;
    }

    /** Whether there was such a pool. What it executes goes on; what it kept is general. */
    boolean delete(String name) {
        return sql.update("DELETE FROM worker_pool WHERE name = ?", name) > 0;
    }

    void limit(String provider, int maxRunning) {
        sql.update(PUT_PROVIDER, provider, maxRunning);
    }

    /** Whether there was such a limit. */
    boolean unlimit(String provider) {
        return sql.update("DELETE FROM provider_limit WHERE provider = ?", provider) > 0;
    }

    private static WorkerPool pool(ResultSet row) throws SQLException {
        return new WorkerPool(
                row.getInt("slots"),
                Priority.values()[row.getInt("min_priority")],
                names(row.getArray("tenants")),
                names(row.getArray("agents")),
                names(row.getArray("models")),
                row.getObject("max_running", Integer.class),
                row.getBoolean("exclusive"));
    }

    private static List<String> names(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}

package dev.parley.monitoring.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.InstanceHeartbeat;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.events.Received;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The last heartbeat of each instance. An older one never overwrites a newer, so that redelivery is
 * harmless.
 */
@ApplicationScoped
class Instances {

    private static final Logger LOG = Logger.getLogger(Instances.class);
    private static final String OPERATOR = "system";
    private static final int MAX_SHOWN = 500;
    private static final TypeReference<List<InstanceHeartbeat.Dependency>> DEPENDENCIES =
            new TypeReference<>() {};

    private static final String KEEP =
            """
            INSERT INTO instance (tenant, service, instance, started_at, state, since, why, dependencies, last_heartbeat_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, service, instance) DO UPDATE
               SET started_at = excluded.started_at, state = excluded.state, since = excluded.since, why = excluded.why,
                   dependencies = excluded.dependencies, last_heartbeat_at = excluded.last_heartbeat_at
             WHERE instance.last_heartbeat_at < excluded.last_heartbeat_at
            """;

    private static final String READ =
            """
            SELECT service, instance, started_at, state, since, why, dependencies, last_heartbeat_at FROM instance
             WHERE tenant = ? ORDER BY last_heartbeat_at DESC LIMIT ?
            """;

    /** Who left on purpose is forgotten soon, who vanished after a day. */
    private static final String FORGET =
            """
            DELETE FROM instance WHERE tenant = ? AND (last_heartbeat_at < now() - interval '1 day'
                OR state = 'STOPPING' AND last_heartbeat_at < now() - interval '10 minutes')
            """;

    private final Sql sql;

    @Inject
    Instances(Sql sql) {
        this.sql = sql;
    }

    void keep(List<Received<InstanceHeartbeat>> batch) {
        List<@Nullable Object[]> rows = new ArrayList<>(batch.size());
        batch.forEach(received -> rows.add(row(received.event())));
        TenantScope.call(
                OPERATOR,
                () -> {
                    QuarkusTransaction.requiringNew().run(() -> sql.batch(KEEP, rows));
                    return null;
                });
    }

    List<InstanceHeartbeat> all() {
        return TenantScope.call(
                OPERATOR, () -> sql.list(READ, Instances::read, OPERATOR, MAX_SHOWN));
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        try {
            TenantScope.call(OPERATOR, () -> sql.update(FORGET, OPERATOR));
        } catch (DatabaseException e) {
            LOG.warnf("Instances that have gone stay a minute longer: %s", e.getMessage());
        }
    }

    private static @Nullable Object[] row(InstanceHeartbeat heartbeat) {
        try {
            return new @Nullable Object[] {
                OPERATOR,
                heartbeat.service(),
                heartbeat.instance(),
                heartbeat.startedAt(),
                heartbeat.state(),
                heartbeat.since(),
                heartbeat.why(),
                EventJson.mapper().writeValueAsString(heartbeat.dependencies()),
                heartbeat.at()
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read is writable", e);
        }
    }

    private static InstanceHeartbeat read(ResultSet row) throws SQLException {
        try {
            return new InstanceHeartbeat(
                    InstanceHeartbeat.VERSION,
                    row.getString("service"),
                    row.getString("instance"),
                    Objects.requireNonNull(Sql.instant(row, "started_at")),
                    InstanceHeartbeat.State.valueOf(row.getString("state")),
                    Objects.requireNonNull(Sql.instant(row, "since")),
                    row.getString("why"),
                    EventJson.mapper().readValue(row.getString("dependencies"), DEPENDENCIES),
                    Objects.requireNonNull(Sql.instant(row, "last_heartbeat_at")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored dependencies are not readable", e);
        }
    }
}

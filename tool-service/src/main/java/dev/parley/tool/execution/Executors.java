package dev.parley.tool.execution;

import dev.parley.platform.database.Sql;
import dev.parley.platform.telemetry.InstanceIdentity;
import dev.parley.platform.telemetry.WorkLoops;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Which processes execute. Each says by the database's clock that it is there; the calls of one
 * that has not for the length of a lease may be taken over.
 */
@ApplicationScoped
class Executors {

    private static final Logger LOG = Logger.getLogger(Executors.class);
    private static final String LOOP = "executor-heartbeat";

    /** Four beats within a lease: two may be lost. */
    private static final int BEATS_PER_LEASE = 4;

    private static final String BEAT =
            """
            INSERT INTO executor (id, alive_at) VALUES (?, now()) ON CONFLICT (id) DO UPDATE SET alive_at = excluded.alive_at
            """;

    private static final String DEAD =
            """
            (owner IS NULL OR owner NOT IN (SELECT id FROM executor WHERE alive_at > now() - ? * interval '1 ms'))
            """;

    private static final String ADOPT =
            """
            UPDATE execution SET owner = ? WHERE tenant = ? AND call_id = ? AND status || '' IN ('PLANNED', 'DISPATCHED')
               AND (owner = ? OR
            """
                    + DEAD
                    + ")";

    private static final String ORPHANS =
            """
            SELECT tenant, call_id FROM execution
             WHERE status IN ('PLANNED', 'DISPATCHED')
               AND (owner = ? AND (tenant, call_id) NOT IN (SELECT * FROM unnest(?::text[], ?::text[])) OR
            """
                    + DEAD
                    + ") ORDER BY owner, id LIMIT ?";

    private final Sql sql;
    private final ExecutionConfig config;
    private final WorkLoops loops;
    private final String instance;
    private final String id;
    private final ScheduledExecutorService timer =
            java.util.concurrent.Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name(LOOP).factory());

    @Inject
    Executors(Sql sql, ExecutionConfig config, WorkLoops loops, InstanceIdentity identity) {
        this.sql = sql;
        this.config = config;
        this.loops = loops;
        this.instance = identity.instance();
        this.id = instance + ':' + UUID.randomUUID();
    }

    /** A process that comes up under the name of a dead one knows that it is dead. */
    void start(@Observes StartupEvent event) {
        String earlier =
                instance.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + ":%";
        TenantScope.callForEveryTenant(
                () -> sql.update("DELETE FROM executor WHERE id LIKE ?", earlier));
        beat();
        long pause = config.lease().toMillis() / BEATS_PER_LEASE;
        timer.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** This process. */
    String id() {
        return id;
    }

    private void beat() {
        loops.tick(LOOP);
        try {
            TenantScope.callForEveryTenant(() -> sql.update(BEAT, id));
        } catch (RuntimeException e) {
            // Whatever it is, and were it a fault of ours: a timer ends for good with its first
            // exception.
            LOG.warnf("This process could not say that it is alive: %s", e.getMessage());
        }
    }

    /**
     * Takes a call over from a dead process, or one of this process that nothing here is at any
     * more; false if it is neither.
     */
    boolean adopt(LedgerKey call) {
        return TenantScope.callForEveryTenant(() ->
                sql.update(ADOPT, id, call.tenant(), call.callId(), id, config.lease().toMillis()))
                == 1;
    }

    /** Calls of dead processes, and those of this one that are not among the ones it is at. */
    List<LedgerKey> orphans(Collection<LedgerKey> open, int limit) {
        return TenantScope.callForEveryTenant(() ->
                sql.list(
                        ORPHANS,
                        Executors::key,
                        id,
                        open.stream().map(LedgerKey::tenant).toList(),
                        open.stream().map(LedgerKey::callId).toList(),
                        config.lease().toMillis(),
                        limit));
    }

    /** Calls of this process that somebody wants to end. */
    List<LedgerKey> cancelled() {
        return TenantScope.callForEveryTenant(() ->
                sql.list(
                        """
                        SELECT tenant, call_id FROM execution
                         WHERE owner = ? AND status IN ('PLANNED', 'DISPATCHED') AND cancel_requested_at IS NOT NULL
                        """,
                        Executors::key,
                        id));
    }

    /** Forgets processes that have been dead for a day. */
    void forgetDead() {
        TenantScope.callForEveryTenant(
                () -> sql.update("DELETE FROM executor WHERE alive_at < now() - interval '1 day'"));
    }

    private static LedgerKey key(ResultSet row) throws SQLException {
        return new LedgerKey(row.getString("tenant"), row.getString("call_id"));
    }
}

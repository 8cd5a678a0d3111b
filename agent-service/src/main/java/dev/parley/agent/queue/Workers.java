package dev.parley.agent.queue;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.telemetry.InstanceIdentity;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * This process among those that execute runs: it says that it lives, and learns what an operator
 * wants of it. Until it has learnt anything it does what it was configured for.
 */
@ApplicationScoped
class Workers {

    private static final Logger LOG = Logger.getLogger(Workers.class);

    private static final String BEGIN =
            """
            INSERT INTO worker (instance, slots, seen_at) VALUES (?, ?, now())
                ON CONFLICT (instance) DO UPDATE SET slots = excluded.slots, draining = false, seen_at = now()
            """;

    private static final String FORGET =
            "DELETE FROM worker WHERE seen_at < now() - interval '1 day'";

    private static final String SEEN =
            """
            UPDATE worker SET seen_at = now() WHERE instance = ?
            RETURNING coalesce(wanted_slots, slots), draining
            """;

    /** What is wanted of this process. */
    private record Order(int slots, boolean draining) {}

    private final Sql sql;
    private final String instance;
    private final int configured;
    private volatile Order order;

    @Inject
    Workers(Sql sql, RunQueueConfig config, InstanceIdentity identity) {
        this.sql = sql;
        this.instance = identity.instance();
        this.configured = config.slots();
        this.order = new Order(configured, false);
    }

    /** How many runs this process may execute side by side now; 0 while it drains. */
    int slots() {
        Order present = order;
        return present.draining() ? 0 : present.slots();
    }

    /**
     * Says that this process has begun, and forgets those that are long gone. A drained one that
     * starts again works again.
     */
    void begin() {
        TenantScope.runForEveryTenant(() -> {
            sql.update(FORGET);
            sql.update(BEGIN, instance, configured);
        });
    }

    /** Says once a second that this process lives, however long a lease is. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        try {
            seen();
        } catch (DatabaseException e) {
            LOG.warnf("Nobody hears that this process lives: %s", e.getMessage());
        }
    }

    private void seen() {
        TenantScope.callForEveryTenant(() ->
                        sql.find(
                                SEEN, row -> new Order(row.getInt(1), row.getBoolean(2)), instance))
                .ifPresent(wanted -> order = wanted);
    }
}

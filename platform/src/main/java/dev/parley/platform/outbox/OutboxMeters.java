package dev.parley.platform.outbox;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * {@code parley_outbox_pending} and {@code parley_outbox_oldest_age_seconds}: how much waits, and
 * for how long.
 */
@ApplicationScoped
class OutboxMeters {

    private static final Logger LOG = Logger.getLogger(OutboxMeters.class);

    /** Counting is bounded: past this many waiting rows the exact number helps nobody. */
    private static final int COUNT_LIMIT = 100_000;

    private static final String MEASURE =
            """
            SELECT (SELECT count(*) FROM (SELECT 1 FROM outbox LIMIT %d) AS waiting),
                   coalesce((SELECT extract(epoch FROM now() - created_at) FROM outbox ORDER BY position LIMIT 1), 0)
            """
                    .formatted(COUNT_LIMIT);

    private final Sql sql;
    private final AtomicLong pending;
    private final AtomicLong oldestAgeSeconds;

    @Inject
    OutboxMeters(Sql sql, MeterRegistry meters) {
        this.sql = sql;
        this.pending = meters.gauge("parley.outbox.pending", new AtomicLong());
        this.oldestAgeSeconds = meters.gauge("parley.outbox.oldest.age.seconds", new AtomicLong());
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        try {
            TenantScope.runForEveryTenant(this::read);
        } catch (DatabaseException e) {
            LOG.debugf("Outbox not measured: %s", e.getMessage());
        }
    }

    boolean atLimit() {
        return pending.get() >= COUNT_LIMIT;
    }

    private void read() {
        sql.find(MEASURE, row -> new long[] {row.getLong(1), row.getLong(2)})
                .ifPresent(measured -> {
                    pending.set(measured[0]);
                    oldestAgeSeconds.set(measured[1]);
                });
    }
}

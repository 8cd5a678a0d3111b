package dev.parley.platform.expiry;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Deletes what has expired, in bites that hold no lock for long. Replicas may sweep at once: a row
 * is gone only once.
 */
@ApplicationScoped
class ExpirySweep {

    private static final Logger LOG = Logger.getLogger(ExpirySweep.class);
    private static final int BITE = 5_000;

    /** What piles up faster than this in a minute waits for the next one. */
    private static final int MOST_BITES = 20;

    private final Sql sql;
    private final List<Expiring> tables;

    @Inject
    ExpirySweep(Sql sql, @All List<Expiring> tables) {
        this.sql = sql;
        this.tables = tables;
    }

    @Scheduled(
            every = "1m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        tables.forEach(this::sweep);
    }

    /** Deletes the expired rows of a table and says how many. */
    int sweep(Expiring expiring) {
        int deleted = 0;
        try {
            int bite = BITE;
            for (int i = 0; i < MOST_BITES && bite == BITE; i++) {
                bite = TenantScope.callForEveryTenant(() -> bite(expiring));
                deleted += bite;
            }
        } catch (DatabaseException e) {
            LOG.warnf("Old rows of %s stay a minute longer: %s", expiring.table(), e.getMessage());
        }
        return deleted;
    }

    private int bite(Expiring expiring) {
        return sql.update(
                """
                DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM %1$s WHERE created_at < now() - ? * interval '1 s' LIMIT %2$d))
                """
                        .formatted(expiring.table(), BITE),
                expiring.age().toSeconds());
    }
}

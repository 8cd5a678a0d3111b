package dev.parley.agent.queue;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * Makes runs ready whose time has come, also while no slot is free: an urgent one may take the slot
 * of another.
 */
@ApplicationScoped
class DueSweep {

    private static final Logger LOG = Logger.getLogger(DueSweep.class);
    private static final int BITE = 1_000;

    /** What is more waits for the next sweep, or for a claim. */
    private static final int MOST_BITES = 20;

    private final Sql sql;
    private final QueueBell bell;

    @Inject
    DueSweep(Sql sql, QueueBell bell) {
        this.sql = sql;
        this.bell = bell;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            sweep();
        } catch (DatabaseException e) {
            LOG.warnf(
                    "Due runs could not be looked up, the next look is in a second: %s",
                    e.getMessage());
        }
    }

    /** Says how many there were. */
    int sweep() {
        int due = 0;
        int bite = BITE;
        for (int i = 0; i < MOST_BITES && bite == BITE; i++) {
            bite = TenantScope.callForEveryTenant(this::promote);
            due += bite;
        }
        if (due > 0) {
            bell.ring();
        }
        return due;
    }

    private int promote() {
        return sql.find("SELECT promote_due(?)", row -> row.getInt(1), BITE).orElse(0);
    }
}

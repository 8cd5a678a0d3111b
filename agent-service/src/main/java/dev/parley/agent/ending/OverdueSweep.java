package dev.parley.agent.ending;

import dev.parley.platform.database.DatabaseException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * Looks once a second for runs that have passed their deadline, and for cancelled ones that nobody
 * has; replicas share what there is.
 */
@ApplicationScoped
class OverdueSweep {

    private static final Logger LOG = Logger.getLogger(OverdueSweep.class);

    private static final int MOST_UNWANTED = 500;

    private final ExpireRuns expire;
    private final CancelRuns cancel;

    @Inject
    OverdueSweep(ExpireRuns expire, CancelRuns cancel) {
        this.expire = expire;
        this.cancel = cancel;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            expire.sweep();
            cancel.endUnwanted(MOST_UNWANTED);
        } catch (DatabaseException e) {
            LOG.warnf(
                    "Overdue runs could not be looked up, the next look is in a second: %s",
                    e.getMessage());
        }
    }
}

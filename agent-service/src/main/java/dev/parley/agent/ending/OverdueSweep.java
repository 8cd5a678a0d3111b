package dev.parley.agent.ending;

import dev.parley.platform.database.DatabaseException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Looks once a second for runs that have passed their deadline; replicas share what there is. */
@ApplicationScoped
class OverdueSweep {

    private static final Logger LOG = Logger.getLogger(OverdueSweep.class);

    private final ExpireRuns expire;

    @Inject
    OverdueSweep(ExpireRuns expire) {
        this.expire = expire;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            expire.sweep();
        } catch (DatabaseException e) {
            LOG.warnf(
                    "Overdue runs could not be looked up, the next look is in a second: %s",
                    e.getMessage());
        }
    }
}

package dev.parley.tool.execution;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.approval.ApprovalRows;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Ends calls whose approval nobody decided on in time; replicas may sweep at once. */
@ApplicationScoped
class ApprovalSweep {

    private static final Logger LOG = Logger.getLogger(ApprovalSweep.class);
    private static final int BITE = 100;

    private final ApprovalRows approvals;
    private final Waiting waiting;

    @Inject
    ApprovalSweep(ApprovalRows approvals, Waiting waiting) {
        this.approvals = approvals;
        this.waiting = waiting;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            for (ApprovalRows.Due due : approvals.due(BITE)) {
                TenantScope.call(
                        due.tenant(),
                        () -> {
                            waiting.expire(due.tenant(), due.id());
                            return true;
                        });
            }
        } catch (DatabaseException e) {
            LOG.warnf("Approvals expire a moment later: %s", e.getMessage());
        }
    }
}

package dev.parley.tool.execution;

import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Goes on with the calls of processes that vanished, and with those that an exception has left,
 * although nobody asks for them again: every call that was entered has an outcome in the end.
 */
@ApplicationScoped
class OrphanSweep {

    private static final Logger LOG = Logger.getLogger(OrphanSweep.class);
    private static final int BITE = 50;

    private final Executors executors;
    private final RemoteCalls calls;
    private final OpenCalls open;

    @Inject
    OrphanSweep(Executors executors, RemoteCalls calls, OpenCalls open) {
        this.executors = executors;
        this.calls = calls;
        this.open = open;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            List<LedgerKey> orphans = executors.orphans(open.keys(), BITE);
            orphans.forEach(this::takeOver);
        } catch (RuntimeException e) {
            LOG.warnf("Calls of vanished processes wait a moment longer: %s", e.getMessage());
        }
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetDead() {
        executors.forgetDead();
    }

    /** One that cannot be gone on with now does not hold up the others. */
    private void takeOver(LedgerKey orphan) {
        try {
            TenantScope.call(orphan.tenant(), () -> calls.takeOver(orphan));
        } catch (RuntimeException e) {
            LOG.warnf("Call %s cannot be gone on with yet: %s", orphan.callId(), e.getMessage());
        }
    }
}

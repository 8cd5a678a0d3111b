package dev.parley.conversation.admission;

import dev.parley.contracts.event.Priority;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of the run queue, as agent-service tells it.
 *
 * @param slots how many runs are executed side by side
 * @param meanServiceMs how long a run takes on average; 0 if that is not known
 */
record QueueReport(
        boolean paused,
        int slots,
        double meanServiceMs,
        Rules rules,
        List<Lane> lanes,
        List<TenantPart> tenants) {

    /** How many accepted runs may be without an end: in all, of a tenant, of a user. */
    record Rules(long maxOpen, long tenantMaxOpen, long userMaxOpen) {

        /** What holds until agent-service has told. */
        static final Rules UNTIL_TOLD = new Rules(1_000_000, 100_000, 10_000);
    }

    /** One tenant's waiting runs of one priority. */
    record Lane(String tenant, Priority priority, long queued) {}

    /** A tenant's part of the queue. */
    record TenantPart(
            String tenant,
            long running,
            double weight,
            boolean paused,
            @Nullable Integer maxRunning,
            @Nullable Integer maxOpen) {}

    long queued() {
        return lanes.stream().mapToLong(Lane::queued).sum();
    }

    long running() {
        return tenants.stream().mapToLong(TenantPart::running).sum();
    }

    Optional<TenantPart> tenant(String name) {
        return tenants.stream().filter(part -> part.tenant().equals(name)).findFirst();
    }
}

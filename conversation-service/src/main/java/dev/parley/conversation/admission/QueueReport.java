package dev.parley.conversation.admission;

import dev.parley.contracts.event.Priority;
import java.util.List;
import java.util.Optional;

/**
 * The state of the run queue, as agent-service tells it.
 *
 * @param open how many accepted runs have no end
 * @param turnMs how long it is from one begin to the next while runs wait; 0 if that is not known
 * @param serviceMs how long a run takes; 0 if that is not known
 * @param outlooks what the next run can expect; the tenant without a name stands for all that are
 *     not named
 */
record QueueReport(
        long open,
        double turnMs,
        double serviceMs,
        Rules rules,
        List<TenantLimit> tenants,
        List<Next> outlooks) {

    /** How many accepted runs may be without an end: in all, of a tenant, of a user. */
    record Rules(long maxOpen, long tenantMaxOpen, long userMaxOpen) {

        /** What holds until agent-service has told. */
        static final Rules UNTIL_TOLD = new Rules(1_000_000, 100_000, 10_000);
    }

    /** A tenant's own limit. */
    record TenantLimit(String tenant, long maxOpen) {}

    /**
     * What the next run of a tenant and priority can expect.
     *
     * @param eachPlaces by how many places each further one of the tenant is behind it
     * @param eachMs by how much later that one begins, in milliseconds
     */
    record Next(
            String tenant,
            Priority priority,
            long position,
            long waitMs,
            double eachPlaces,
            double eachMs) {

        boolean isOf(String wanted, Priority wantedPriority) {
            return tenant.equals(wanted) && priority == wantedPriority;
        }
    }

    Optional<Long> limitOf(String tenant) {
        return tenants.stream()
                .filter(limit -> limit.tenant().equals(tenant))
                .map(TenantLimit::maxOpen)
                .findFirst();
    }

    /**
     * What a run can expect that is accepted now; empty if nobody can tell.
     *
     * @param since how many runs this process has accepted for the tenant since the report
     * @param ahead how many runs of the same conversation have not ended
     */
    Optional<QueueEstimate> estimate(String tenant, Priority priority, long since, long ahead) {
        boolean known = outlooks.stream().anyMatch(next -> next.tenant().equals(tenant));
        String as = known ? tenant : "";
        return outlooks.stream()
                .filter(next -> next.isOf(as, priority))
                .map(next ->
                        new QueueEstimate(
                                Math.max(
                                        next.position() + Math.round(since * next.eachPlaces()),
                                        ahead + 1),
                                Math.round(
                                        Math.max(
                                                next.waitMs() + since * next.eachMs(),
                                                ahead * serviceMs))))
                .findFirst();
    }
}

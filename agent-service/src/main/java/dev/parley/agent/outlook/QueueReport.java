package dev.parley.agent.outlook;

import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import java.time.Instant;
import java.util.List;

/**
 * What conversation-service needs to tell how long a run will wait, and to refuse what is too much.
 *
 * @param at when it was read
 * @param queued how many runs are ready and wait
 * @param open how many accepted runs have no end; counting stops at the limit
 * @param turnMs how long it is from one begin to the next while runs wait, in milliseconds; 0 if
 *     that is not known
 * @param serviceMs how long a run takes, in milliseconds; 0 if that is not known
 * @param rules how many accepted runs may be without an end
 * @param tenants those with a limit of their own, the tightest first, 10,000 at the most
 * @param outlooks what the next run can expect, by tenant and priority; tenants that are not named
 *     are as the one with the empty name
 */
record QueueReport(
        Instant at,
        long queued,
        long open,
        double turnMs,
        double serviceMs,
        Rules rules,
        List<TenantLimit> tenants,
        List<Next> outlooks) {

    /** Limits: of all, of a tenant, of a user. */
    record Rules(int maxOpen, int tenantMaxOpen, int userMaxOpen) {}

    /** A tenant's own limit. */
    record TenantLimit(String tenant, int maxOpen) {}

    /**
     * What the next run of a tenant and priority can expect; nobody can tell if it is not listed.
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
            double eachMs) {}

    /** What a run that waits can expect. */
    record Waiting(RunId runId, long position, long waitMs) {}
}

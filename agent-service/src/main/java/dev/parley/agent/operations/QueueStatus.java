package dev.parley.agent.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.contracts.event.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue as an operator sees it.
 *
 * @param paused whether nothing is claimed at all
 * @param queued how many runs are ready and wait for a slot
 * @param running how many are executed
 * @param oldestWaitMs how long the oldest ready run has waited; null if none waits
 * @param lastMinute what ended in the last minute
 * @param lanes what waits, by tenant and priority
 * @param tenants who has work or settings of their own
 * @param pausedAgents agents whose runs are not claimed
 * @param workers the processes that execute runs; empty for operators of a single tenant
 */
record QueueStatus(
        boolean paused,
        long queued,
        long running,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long oldestWaitMs,
        LastMinute lastMinute,
        List<Lane> lanes,
        List<TenantPart> tenants,
        List<PausedAgent> pausedAgents,
        List<Worker> workers) {

    /**
     * One tenant's runs of one priority.
     *
     * @param queued at most 10,000: counting stops there
     */
    record Lane(String tenant, Priority priority, long queued, long oldestWaitMs) {}

    /** A tenant's part. */
    record TenantPart(
            String tenant,
            long running,
            double weight,
            boolean paused,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer maxRunning,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer maxOpen) {}

    /** An agent whose runs wait until it is resumed. */
    record PausedAgent(String tenant, String agent) {}

    /** A process that executes runs. */
    record Worker(String instance, int slots, boolean draining, long running, Instant seenAt) {}

    /**
     * What ended in the last minute, of the last 10,000 runs at the most.
     *
     * @param waitMs from acceptance to the first claim
     * @param serviceMs from the first claim to the end
     */
    record LastMinute(
            long completed,
            long failed,
            long cancelled,
            Percentiles waitMs,
            Percentiles serviceMs) {}

    /** In milliseconds; null if nothing was measured. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Percentiles(@Nullable Double p50, @Nullable Double p95, @Nullable Double p99) {}
}

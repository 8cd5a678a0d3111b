package dev.parley.agent.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.contracts.event.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue as an operator sees it.
 *
 * @param paused whether nothing is claimed at all
 * @param queued how many runs are ready and wait for a slot
 * @param delayed how many wait for their time, at most 10,000: counting stops there
 * @param running how many are executed
 * @param oldestWaitMs how long the oldest ready run has waited; null if none waits
 * @param lastMinute what ended in the last minute
 * @param priorities the same by priority, from the most urgent
 * @param tenants the same by tenant, with what is set for it
 * @param agents the same by agent
 * @param pools the same by pool, with what is set for it; empty for operators of a single tenant
 * @param lanes what waits, by tenant, priority and agent
 * @param pausedAgents agents whose runs are not claimed
 * @param providers limits on model providers; empty for operators of a single tenant
 * @param workers the processes that execute runs; empty for operators of a single tenant
 */
record QueueStatus(
        boolean paused,
        long queued,
        long delayed,
        long running,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long oldestWaitMs,
        Recent lastMinute,
        List<PriorityPart> priorities,
        List<TenantPart> tenants,
        List<AgentPart> agents,
        List<PoolPart> pools,
        List<Lane> lanes,
        List<PausedAgent> pausedAgents,
        List<ProviderLimit> providers,
        List<Worker> workers) {

    /**
     * What waits and what runs.
     *
     * @param queued at most 10,000 a lane: counting stops there
     * @param oldestWaitMs null if nothing waits
     * @param lastMinute what ended in the last minute; null if nothing did
     */
    record Load(
            long queued,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long oldestWaitMs,
            long running,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Recent lastMinute) {}

    /** The runs of a priority. */
    record PriorityPart(Priority priority, @JsonUnwrapped Load load) {}

    /** A tenant's part. */
    record TenantPart(
            String tenant,
            @JsonUnwrapped Load load,
            double weight,
            boolean paused,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer maxRunning,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer userMaxRunning,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer maxOpen) {}

    /** An agent's part. */
    record AgentPart(String tenant, String agent, @JsonUnwrapped Load load) {}

    /**
     * A pool's part; what waits is told of the lanes that the pool takes.
     *
     * @param slots how many all live processes have for it; without any, what is exclusively its
     *     waits in vain
     */
    record PoolPart(
            String pool, long slots, @JsonUnwrapped Load load, @Nullable WorkerPool rules) {}

    /** One tenant's runs of one priority and agent. */
    record Lane(String tenant, Priority priority, String agent, long queued, long oldestWaitMs) {}

    /** An agent whose runs wait until it is resumed. */
    record PausedAgent(String tenant, String agent) {}

    /** How many runs may use a model provider at once, and how many do. */
    record ProviderLimit(String provider, int maxRunning, long running) {}

    /** A process that executes runs. */
    record Worker(String instance, int slots, boolean draining, long running, Instant seenAt) {}

    /**
     * What ended, of the last 10,000 runs at the most.
     *
     * @param waitMs from acceptance to the first claim
     * @param serviceMs from the first claim to the end
     */
    record Recent(
            long completed,
            long failed,
            long cancelled,
            long expired,
            Percentiles waitMs,
            Percentiles serviceMs) {}

    /** In milliseconds; null if nothing was measured. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Percentiles(@Nullable Double p50, @Nullable Double p95, @Nullable Double p99) {

        static final Percentiles NONE = new Percentiles(null, null, null);
    }
}

package dev.parley.agent.outlook;

import dev.parley.contracts.event.Priority;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The run queue at a moment, as far as a wait depends on it.
 *
 * @param paused whether nothing is claimed at all
 * @param slots how many runs all live processes execute side by side, besides the slots that pools
 *     keep
 * @param serviceMs how long a run takes, in milliseconds; 0 if that is not known
 * @param drainMs how long it is from one end of a run to the next while all slots are busy, in
 *     milliseconds; null if they have not been busy for a while
 */
record QueueLoad(
        boolean paused,
        long slots,
        double serviceMs,
        @Nullable Double drainMs,
        Map<String, Waiting> waiting,
        Map<String, Tenant> tenants) {

    /** What waits of a tenant, by priority. */
    record Waiting(Map<Priority, Long> byPriority) {

        static final Waiting NOTHING = new Waiting(Map.of());

        /** Of a priority and above. */
        long from(Priority least) {
            return byPriority.entrySet().stream()
                    .filter(lane -> lane.getKey().compareTo(least) >= 0)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /** A tenant's part of the queue; {@code running} is without the slots that pools keep. */
    record Tenant(
            String name,
            long running,
            double weight,
            boolean paused,
            @Nullable Integer maxRunning) {}

    Optional<Tenant> tenant(String name) {
        return Optional.ofNullable(tenants.get(name));
    }

    double weight(String tenant) {
        return tenant(tenant).map(Tenant::weight).orElse(1.0);
    }

    /** What waits of others that may be claimed. */
    Stream<Map.Entry<String, Waiting>> competing(String tenant) {
        return waiting.entrySet().stream()
                .filter(other -> !other.getKey().equals(tenant))
                .filter(other -> !tenant(other.getKey()).map(Tenant::paused).orElse(false));
    }

    long queued() {
        return waiting.values().stream().mapToLong(it -> it.from(Priority.LOW)).sum();
    }

    long running() {
        return tenants.values().stream().mapToLong(Tenant::running).sum();
    }

    /** What waits of a tenant at a priority and above. */
    long waiting(String tenant, Priority least) {
        return waiting.getOrDefault(tenant, Waiting.NOTHING).from(least);
    }

    /** How long it is from one begin to the next while runs wait. */
    double turnMs() {
        return drainMs == null ? serviceMs / Math.max(1, slots) : drainMs;
    }
}

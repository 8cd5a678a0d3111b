package dev.parley.conversation.admission;

import dev.parley.contracts.event.Priority;
import java.util.Optional;

/**
 * Estimates when a run begins, as the claim will choose: behind what its tenant has of the same
 * priority and above, and in turns with the other tenants that wait, by their weights. Each turn of
 * the slots takes as long as a run takes on average.
 */
final class WaitEstimate {

    private WaitEstimate() {}

    /**
     * @param since how many runs this process has accepted for the tenant since the report
     * @param ahead how many runs of the same conversation have not ended
     */
    static Optional<QueueEstimate> of(
            QueueReport queue, String tenant, Priority priority, long since, long ahead) {
        boolean stopped =
                queue.paused()
                        || queue.slots() == 0
                        || queue.tenant(tenant).map(QueueReport.TenantPart::paused).orElse(false);
        if (stopped) {
            return Optional.empty();
        }
        long own = since + waiting(queue, tenant, priority);
        long position = 1 + Math.max(own + ofOthers(queue, tenant, own + 1), ahead);
        Slots slots = Slots.of(queue, tenant);
        double turns = Math.max(0, position - slots.free()) / (double) slots.all();
        double behindOwn = ahead * queue.meanServiceMs();
        return Optional.of(
                new QueueEstimate(
                        position, Math.round(Math.max(turns * queue.meanServiceMs(), behindOwn))));
    }

    /** What a tenant can get at the most, and what of it is free. */
    private record Slots(long all, long free) {

        static Slots of(QueueReport queue, String tenant) {
            long all = queue.slots();
            long free = Math.max(0, all - queue.running());
            QueueReport.TenantPart part = queue.tenant(tenant).orElse(null);
            if (part == null || part.maxRunning() == null) {
                return new Slots(all, free);
            }
            long most = part.maxRunning();
            return new Slots(
                    Math.min(all, most), Math.min(free, Math.max(0, most - part.running())));
        }
    }

    private static long waiting(QueueReport queue, String tenant, Priority priority) {
        return queue.lanes().stream()
                .filter(lane -> lane.tenant().equals(tenant))
                .filter(lane -> lane.priority().compareTo(priority) >= 0)
                .mapToLong(QueueReport.Lane::queued)
                .sum();
    }

    /** What others are served while this tenant is served {@code turns} runs. */
    private static long ofOthers(QueueReport queue, String tenant, long turns) {
        double weight = weight(queue, tenant);
        return queue.lanes().stream()
                .map(QueueReport.Lane::tenant)
                .distinct()
                .filter(other -> !other.equals(tenant))
                .mapToLong(other ->
                        Math.min(
                                waiting(queue, other, Priority.LOW),
                                Math.round(turns * weight(queue, other) / weight)))
                .sum();
    }

    private static double weight(QueueReport queue, String tenant) {
        return queue.tenant(tenant).map(QueueReport.TenantPart::weight).orElse(1.0);
    }
}

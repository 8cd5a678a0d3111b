package dev.parley.agent.outlook;

import dev.parley.contracts.event.Priority;
import java.util.Optional;

/**
 * What a waiting run can expect.
 *
 * @param position its place among those that wait, from 1
 * @param waitMs how long until it begins, in milliseconds
 */
public record Outlook(long position, long waitMs) {

    /** For a run that is accepted now; empty if nobody can tell, since nothing of it is claimed. */
    static Optional<Outlook> ofNext(QueueLoad load, String tenant, Priority priority, long since) {
        return behind(load, tenant, load.waiting(tenant, priority) + since);
    }

    /**
     * For a run that so many of its tenant's go before, as the claim will choose: a tenant below
     * its share gets what becomes free, tenants at theirs take turns by their weights, and a turn
     * comes as often as runs end.
     */
    static Optional<Outlook> behind(QueueLoad load, String tenant, long own) {
        Optional<QueueLoad.Tenant> part = load.tenant(tenant);
        if (load.paused()
                || load.slots() == 0
                || part.map(QueueLoad.Tenant::paused).orElse(false)) {
            return Optional.empty();
        }
        long position =
                1 + own + ofOthers(load, tenant, Math.max(0, own + 1 - toItsShare(load, tenant)));
        long free = Math.max(0, load.slots() - load.running());
        double wait = Math.max(0, position - free) * load.turnMs();
        return Optional.of(
                new Outlook(
                        position,
                        Math.round(
                                Math.max(
                                        wait,
                                        part.map(it -> withinLimit(load, it, own)).orElse(0.0)))));
    }

    /** How long it takes at least if the tenant may run no more than so many at once. */
    private static double withinLimit(QueueLoad load, QueueLoad.Tenant tenant, long own) {
        if (tenant.maxRunning() == null) {
            return 0;
        }
        long free = Math.max(0, tenant.maxRunning() - tenant.running());
        return Math.max(0, own + 1 - free) * load.serviceMs() / Math.max(1, tenant.maxRunning());
    }

    /** How many runs begin until the tenant has its fair share of the slots. */
    private static long toItsShare(QueueLoad load, String tenant) {
        double others =
                load.competing(tenant).mapToDouble(other -> load.weight(other.getKey())).sum();
        double weight = load.weight(tenant);
        long share = (long) Math.ceil(load.slots() * weight / (weight + others));
        return Math.max(0, share - load.tenant(tenant).map(QueueLoad.Tenant::running).orElse(0L));
    }

    /** What others are served while this tenant is served {@code turns} runs. */
    private static long ofOthers(QueueLoad load, String tenant, long turns) {
        double weight = load.weight(tenant);
        return load.competing(tenant)
                .mapToLong(other ->
                        Math.min(
                                other.getValue().from(Priority.LOW),
                                Math.round(turns * load.weight(other.getKey()) / weight)))
                .sum();
    }
}

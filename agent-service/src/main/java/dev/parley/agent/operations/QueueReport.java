package dev.parley.agent.operations;

import java.time.Instant;
import java.util.List;

/**
 * What conversation-service needs to tell how long a run will wait, and to refuse what is too much.
 *
 * @param at when it was read
 * @param slots how many runs all live processes execute side by side
 * @param meanServiceMs how long a run takes on average, of the last 1,000 in five minutes; 0 if
 *     none ended
 */
record QueueReport(
        Instant at,
        boolean paused,
        int slots,
        double meanServiceMs,
        QueueRules rules,
        List<QueueStatus.Lane> lanes,
        List<QueueStatus.TenantPart> tenants) {}

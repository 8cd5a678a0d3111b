package dev.parley.agent.operations;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Changes what the claim looks at: pauses, rules, quotas, workers. It holds from the next claim on.
 */
@ApplicationScoped
@Transactional
class QueueControl {

    private static final String QUOTA =
            """
            INSERT INTO tenant_quota (tenant, weight, max_running, user_max_running, max_open) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (tenant) DO UPDATE
               SET weight = excluded.weight, max_running = excluded.max_running,
                   user_max_running = excluded.user_max_running, max_open = excluded.max_open
            """;

    private static final String PAUSE_TENANT =
            """
            INSERT INTO tenant_quota (tenant, paused_by_suite, paused_by_tenant) VALUES (?, ?, ?)
                ON CONFLICT (tenant) DO UPDATE
               SET paused_by_suite = coalesce(?::boolean, tenant_quota.paused_by_suite),
                   paused_by_tenant = coalesce(?::boolean, tenant_quota.paused_by_tenant)
            """;

    private static final String PAUSE_AGENT =
            "INSERT INTO paused_agent (tenant, agent_name, by_suite) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String RESUME_AGENT =
            "DELETE FROM paused_agent WHERE tenant = ? AND agent_name = ? AND (? OR NOT by_suite)";

    private static final String RULES =
            """
            SELECT ageing_ms, max_open, tenant_max_open, user_max_open, user_max_running, max_attempts, first_backoff_ms,
                   max_backoff_ms, preempt_from, preempted, max_preemptions, headroom
              FROM queue_settings
            """;

    private static final String RULE =
            """
            UPDATE queue_settings
               SET ageing_ms = coalesce(?, ageing_ms), max_open = coalesce(?, max_open), tenant_max_open = coalesce(?, tenant_max_open),
                   user_max_open = coalesce(?, user_max_open), user_max_running = coalesce(?, user_max_running), max_attempts = coalesce(?, max_attempts),
                   first_backoff_ms = coalesce(?, first_backoff_ms), max_backoff_ms = coalesce(?, max_backoff_ms), preempt_from = coalesce(?, preempt_from),
                   preempted = coalesce(?, preempted), max_preemptions = coalesce(?, max_preemptions),
                   headroom = coalesce(?, headroom)
            """;

    private static final String WORKER =
            "UPDATE worker SET wanted_slots = ?, draining = ? WHERE instance = ?";

    private final Sql sql;

    @Inject
    QueueControl(Sql sql) {
        this.sql = sql;
    }

    boolean paused() {
        return sql.find("SELECT paused FROM queue_settings", row -> row.getBoolean(1))
                .orElse(false);
    }

    QueueRules rules() {
        return sql.find(RULES, QueueControl::rules).orElseThrow();
    }

    void rule(QueueRules rules) {
        sql.update(
                RULE,
                millis(rules.ageing()),
                rules.maxOpen(),
                rules.tenantMaxOpen(),
                rules.userMaxOpen(),
                rules.userMaxRunning(),
                rules.maxAttempts(),
                millis(rules.firstBackoff()),
                millis(rules.maxBackoff()),
                ordinal(rules.preemptFrom()),
                ordinal(rules.preempted()),
                rules.maxPreemptions(),
                rules.headroom());
    }

    private static QueueRules rules(ResultSet row) throws SQLException {
        return new QueueRules(
                Duration.ofMillis(row.getLong(1)),
                row.getInt(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                Duration.ofMillis(row.getLong(7)),
                Duration.ofMillis(row.getLong(8)),
                Priority.values()[row.getInt(9)],
                Priority.values()[row.getInt(10)],
                row.getInt(11),
                row.getBigDecimal(12));
    }

    private static @Nullable Integer ordinal(@Nullable Priority priority) {
        return priority == null ? null : Integer.valueOf(priority.ordinal());
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    void quota(String tenant, TenantQuota quota) {
        sql.update(
                QUOTA,
                tenant,
                quota.weight(),
                quota.maxRunning(),
                quota.userMaxRunning(),
                quota.maxOpen());
    }

    void pauseAll(boolean paused) {
        sql.update("UPDATE queue_settings SET paused = ?", paused);
    }

    /**
     * Pauses a tenant, or lifts a pause.
     *
     * @param bySuite whether an operator of the suite does so, whose pause the tenant's cannot lift
     *     and who lifts both
     */
    void pauseTenant(String tenant, boolean paused, boolean bySuite) {
        Boolean suite = bySuite ? paused : null;
        Boolean own = bySuite && paused ? null : Boolean.valueOf(paused);
        sql.update(
                PAUSE_TENANT,
                tenant,
                Boolean.TRUE.equals(suite),
                Boolean.TRUE.equals(own),
                suite,
                own);
    }

    void pauseAgent(String tenant, String agent, boolean bySuite) {
        sql.update(PAUSE_AGENT, tenant, agent, bySuite);
    }

    /** Lifts the pause of an agent; that of the suite only for its operators. */
    void resumeAgent(String tenant, String agent, boolean bySuite) {
        sql.update(RESUME_AGENT, tenant, agent, bySuite);
    }

    /** Whether there is such a worker. */
    boolean order(String instance, WorkerOrder order) {
        return sql.update(WORKER, order.slots(), Boolean.TRUE.equals(order.draining()), instance)
                > 0;
    }
}

package dev.parley.agent.queue;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Runs in a queue of which the service's own dispatcher sees nothing: all happens in a transaction
 * that is rolled back.
 */
@ApplicationScoped
class QueuedRuns {

    private static final String INSERT =
            """
            INSERT INTO run (id, tenant, user_id, conversation_id, message_seq, agent_name, priority, content, status, ready, accepted_at)
            SELECT gen_random_uuid(), ?, 'ada', gen_random_uuid(), 1, ?, ?::smallint, 'go', 'QUEUED', true,
                   now() - ? * interval '1 ms' + n * interval '1 us'
              FROM generate_series(1, ?) AS n
            """;

    private static final String CLAIM =
            "SELECT tenant, priority, agent_name FROM claim_runs('test', 60000, ?, ?::smallint)";

    private final Sql sql;

    @Inject
    QueuedRuns(Sql sql) {
        this.sql = sql;
    }

    /** What a claim took. */
    record Claimed(String tenant, Priority priority, String agent) {}

    void inTransaction(Runnable work) {
        TenantScope.runForEveryTenant(() -> {
            QuarkusTransaction.begin();
            try {
                sql.update("UPDATE queue_settings SET ageing_ms = 60000");
                work.run();
            } finally {
                QuarkusTransaction.rollback();
            }
        });
    }

    void add(String tenant, Priority priority, int count) {
        add(tenant, "assistant", priority, count, Duration.ZERO);
    }

    void add(String tenant, String agent, Priority priority, int count, Duration age) {
        sql.update(INSERT, tenant, agent, priority.ordinal(), age.toMillis(), count);
    }

    List<Claimed> claim(int slots) {
        return claim(slots, Priority.LOW);
    }

    List<Claimed> claim(int slots, Priority floor) {
        return sql.list(
                CLAIM,
                row ->
                        new Claimed(
                                row.getString(1),
                                Priority.values()[row.getInt(2)],
                                row.getString(3)),
                slots,
                floor.ordinal());
    }

    /** Ends everything that runs. */
    void endAll() {
        sql.update(
                "UPDATE run SET status = 'COMPLETED', ended_at = now(), owner = NULL, lease_until = NULL WHERE status = 'RUNNING'");
    }

    void execute(String statement, Object... parameters) {
        sql.update(statement, parameters);
    }

    /** How often this transaction has read a table from end to end. */
    long scans(String table) {
        return sql.find(
                        "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = ?",
                        row -> row.getLong(1),
                        table)
                .orElse(0L);
    }
}

package dev.parley.agent.queue;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs in a queue of which the service's own dispatcher sees nothing: all happens in a transaction
 * that is rolled back.
 */
@ApplicationScoped
public class QueuedRuns {

    private static final String INSERT =
            """
            INSERT INTO run (id, tenant, user_id, conversation_id, message_seq, agent_name, priority, content, status, ready, accepted_at)
            SELECT gen_random_uuid(), ?, ?, gen_random_uuid(), 1, ?, ?::smallint, 'go', 'QUEUED', true,
                   now() - ? * interval '1 ms' + n * interval '1 us'
              FROM generate_series(1, ?) AS n
            """;

    private static final String SCHEDULE =
            """
            INSERT INTO run (id, tenant, user_id, message_seq, agent_name, priority, content, status, ready, due_at, accepted_at)
            VALUES (gen_random_uuid(), ?, ?, 0, 'assistant', 1, 'go', 'QUEUED', false, now() + ? * interval '1 ms', now())
            """;

    private static final String CLAIM =
            "SELECT tenant, priority, agent_name, user_id, pool FROM claim_runs('test', 60000, 60000, ?, ?::text[], ?::integer[])";

    private final Sql sql;

    @Inject
    QueuedRuns(Sql sql) {
        this.sql = sql;
    }

    /** What a claim took. */
    public record Claimed(
            String tenant, Priority priority, String agent, String user, String pool) {}

    public void inTransaction(Runnable work) {
        TenantScope.runForEveryTenant(() -> {
            QuarkusTransaction.begin();
            try {
                // Before any row, as claims do: the service under test claims, too.
                sql.find("SELECT pg_advisory_xact_lock(7201)", row -> true);
                sql.update("UPDATE queue_settings SET ageing_ms = 60000, headroom = 0");
                sql.update("DELETE FROM worker_pool");
                sql.update("DELETE FROM worker");
                work.run();
            } finally {
                QuarkusTransaction.rollback();
            }
        });
    }

    public void add(String tenant, Priority priority, int count) {
        add(tenant, "assistant", priority, count, Duration.ZERO);
    }

    void add(String tenant, String agent, Priority priority, int count, Duration age) {
        sql.update(INSERT, tenant, "ada", agent, priority.ordinal(), age.toMillis(), count);
    }

    void addOf(String tenant, String user, int count) {
        sql.update(INSERT, tenant, user, "assistant", Priority.NORMAL.ordinal(), 0, count);
    }

    void addDue(String tenant, String user, Duration in) {
        sql.update(SCHEDULE, tenant, user, in.toMillis());
    }

    /** By a process with so many slots, all of them free. */
    public List<Claimed> claim(int slots) {
        return claim(slots, Map.of());
    }

    /** By a process with so many slots, of which some are busy. */
    List<Claimed> claim(int slots, Map<String, Integer> busy) {
        return sql.list(
                CLAIM,
                row ->
                        new Claimed(
                                row.getString(1),
                                Priority.values()[row.getInt(2)],
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)),
                slots,
                List.copyOf(busy.keySet()),
                List.copyOf(busy.values()));
    }

    /** How many runs are to leave their slots. */
    int toPreempt() {
        return sql.list("SELECT * FROM runs_to_preempt()", row -> true).size();
    }

    /** Ends everything that runs. */
    void endAll() {
        sql.update(
                "UPDATE run SET status = 'COMPLETED', ended_at = now(), owner = NULL, lease_until = NULL WHERE status = 'RUNNING'");
    }

    public void execute(String statement, Object... parameters) {
        sql.update(statement, parameters);
    }

    /** The first row of a query, as text. */
    public String value(String query, Object... parameters) {
        return sql.find(query, row -> row.getString(1), parameters).orElseThrow();
    }

    /** How many runs this transaction has read so far, by an index or from end to end. */
    long read() {
        return sql.find(
                        "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables WHERE relname = 'run'",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** The same by index, to see which one was taken for a short way. */
    List<String> readByIndex() {
        return sql.list(
                """
                SELECT indexrelid::regclass || ': ' || pg_stat_get_xact_tuples_returned(indexrelid)
                  FROM pg_index WHERE indrelid = 'run'::regclass
                """,
                row -> row.getString(1));
    }
}

package dev.parley.agent.stored;

import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code run} and its journal, as they stand after so many claims. */
@ApplicationScoped
public class StoredRuns {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING");

    private static final String INSERT =
            """
            INSERT INTO run (id, tenant, user_id, conversation_id, message_seq, after_run_id, agent_name, priority, content, status, ready,
                             accepted_at)
            VALUES (?, ?, 'ada', ?, 1, ?, 'assistant', 1, 'go', 'QUEUED', ?::uuid IS NULL, now())
            """;

    private static final String CLAIM =
            """
            UPDATE run SET status = 'RUNNING', epoch = epoch + 1, owner = 'gone:1', lease_until = now() + interval '1 hour',
                           started_at = coalesce(started_at, now()), deadline_at = coalesce(deadline_at, now() + interval '1 hour'),
                           pool = 'elsewhere', model = 'default/auto'
             WHERE id = ?
            """;

    private static final String MODEL_STEP =
            """
            INSERT INTO run_step (run_id, step, call_index, tenant, epoch, body, started_at, ended_at)
            SELECT id, ?, -1, tenant, epoch, ?, now(), now() FROM run WHERE id = ?
            """;

    private final Sql sql;

    @Inject
    StoredRuns(Sql sql) {
        this.sql = sql;
    }

    /** A tenant of its own, whose runs nobody claims. */
    public String pausedTenant() {
        String tenant = "t-" + UUID.randomUUID();
        pause(tenant);
        return tenant;
    }

    /** Keeps a tenant's runs from being claimed. */
    public void pause(String tenant) {
        execute("INSERT INTO tenant_quota (tenant, paused_by_suite) VALUES (?, true)", tenant);
    }

    /** Lets them be claimed. */
    public void resume(String tenant) {
        execute("UPDATE tenant_quota SET paused_by_suite = false WHERE tenant = ?", tenant);
    }

    /** A run without a conversation that can be claimed. */
    public RunId ready(String tenant) {
        return insert(tenant, null, null);
    }

    /** A run of a conversation, which waits for another one if one is named. */
    public RunId inConversation(String tenant, UUID conversation, @Nullable RunId after) {
        return insert(tenant, conversation, after);
    }

    private RunId insert(String tenant, @Nullable UUID conversation, @Nullable RunId after) {
        RunId run = RunId.next();
        UUID before = after == null ? null : after.value();
        execute(INSERT, run.value(), tenant, conversation, before, before);
        return run;
    }

    /** Lets a process claim it that is not there any more, but whose lease lasts. */
    public void claimed(RunId run) {
        execute(CLAIM, run.value());
    }

    /** Lets it be handed back. */
    public void handedBack(RunId run) {
        execute(
                "UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, queued_at = now() WHERE id = ?",
                run.value());
    }

    /** Lets its worker end it as failed. */
    public void failed(RunId run) {
        execute(
                """
                UPDATE run SET status = 'FAILED', owner = NULL, lease_until = NULL, ended_at = now(), dead_letter = true
                 WHERE id = ?
                """,
                run.value());
    }

    /** Journals a model call that took 3 and gave 2 tokens. */
    public void modelStep(RunId run, int step, String text, String calls) {
        String body =
                """
                {"text": "%s", "calls": [%s], "usage": {"input_tokens": 3, "output_tokens": 2}}\
                """
                        .formatted(text, calls);
        execute(MODEL_STEP, step, body, run.value());
    }

    /** Changes rows of any tenant. */
    public void execute(String statement, @Nullable Object... parameters) {
        TenantScope.callForEveryTenant(() -> sql.update(statement, parameters));
    }

    /** A value of a run's row, as text. */
    public @Nullable String value(RunId run, String expression) {
        return TenantScope.callForEveryTenant(() ->
                        sql.list(
                                "SELECT (" + expression + ")::text FROM run WHERE id = ?",
                                row -> new @Nullable String[] {row.getString(1)},
                                run.value()))
                .getFirst()[0];
    }

    /** The values of a query of any tenant's rows, as text. */
    public List<String> list(String query, @Nullable Object... parameters) {
        return TenantScope.callForEveryTenant(
                () -> sql.list(query, row -> row.getString(1), parameters));
    }

    /** Waits for a run's end, and says how it ended. */
    public String awaitEnd(RunId run) {
        Await.until(
                () -> "the end of " + run,
                PATIENCE,
                () -> !OPEN.contains(String.valueOf(value(run, "status"))));
        return String.valueOf(value(run, "status"));
    }
}

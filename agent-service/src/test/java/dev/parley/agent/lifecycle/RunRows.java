package dev.parley.agent.lifecycle;

import dev.parley.agent.lifecycle.RunState.Absent;
import dev.parley.agent.lifecycle.RunState.Delayed;
import dev.parley.agent.lifecycle.RunState.Ended;
import dev.parley.agent.lifecycle.RunState.Outcome;
import dev.parley.agent.lifecycle.RunState.Queued;
import dev.parley.agent.lifecycle.RunState.Ready;
import dev.parley.agent.lifecycle.RunState.Running;
import dev.parley.agent.lifecycle.RunState.Waiting;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** States written into rows of {@code run}, in a transaction that is rolled back. */
@ApplicationScoped
class RunRows {

    private static final String REFUSED = "23514";

    private static final String INSERT =
            """
            INSERT INTO run (id, tenant, user_id, conversation_id, message_seq, agent_name, priority, content, accepted_at,
                             status, ready, due_at)
            VALUES (?, 'acme', 'ada', ?, 1, 'assistant', 1, 'go', now(), 'QUEUED', ?, ?)
            """;

    private static final String WRITE =
            """
            UPDATE run SET status = ?, ready = coalesce(?, ready), due_at = ?, epoch = ?, owner = ?,
                   lease_until = ?, ended_at = CASE WHEN ? THEN coalesce(ended_at, now()) END,
                   cancel_requested_at = CASE WHEN ? THEN coalesce(cancel_requested_at, now())
                                              WHEN ? THEN cancel_requested_at END
             WHERE id = ?
            """;

    private final Sql sql;

    @Inject
    RunRows(Sql sql) {
        this.sql = sql;
    }

    void inTransaction(Runnable work) {
        TenantScope.runForEveryTenant(() -> {
            QuarkusTransaction.begin();
            try {
                work.run();
            } finally {
                QuarkusTransaction.rollback();
            }
        });
    }

    /** A row that came to its state by these states. */
    UUID along(List<RunState> path) {
        UUID run = UUID.randomUUID();
        sql.update(
                INSERT,
                run,
                UUID.randomUUID(),
                path.getFirst() instanceof Ready,
                dueAt(path.getFirst()));
        for (int i = 1; i < path.size(); i++) {
            write(run, path.get(i - 1), path.get(i));
        }
        return run;
    }

    /** Whether Postgres would make this state of a row in that state. Leaves the row as it is. */
    boolean allows(UUID run, RunState from, RunState to) {
        return allowed(() -> write(run, from, to));
    }

    /** Whether Postgres would execute a statement. */
    boolean allows(String statement, Object... parameters) {
        return allowed(() -> sql.update(statement, parameters));
    }

    private boolean allowed(Runnable write) {
        sql.update("SAVEPOINT before");
        try {
            write.run();
            return true;
        } catch (DatabaseException e) {
            if (!REFUSED.equals(e.sqlState())) {
                throw e;
            }
            return false;
        } finally {
            sql.update("ROLLBACK TO SAVEPOINT before");
        }
    }

    private void write(UUID run, RunState from, RunState to) {
        boolean withdrawn =
                from instanceof Queued
                        && to instanceof Ended(Outcome how, _)
                        && how == Outcome.CANCELLED;
        write(run, columns(to, withdrawn));
    }

    private static Columns columns(RunState state, boolean withdrawn) {
        return switch (state) {
            case Absent _ -> throw new IllegalArgumentException("an absent run has no row");
            case Waiting(boolean cancel) -> new Columns("QUEUED", false, null, 0, null, cancel);
            case Ready(int epoch, boolean cancel) ->
                    new Columns("QUEUED", true, null, epoch, null, cancel);
            case Delayed(int epoch, Instant until) ->
                    new Columns("QUEUED", false, until, epoch, null, false);
            case Running run ->
                    new Columns("RUNNING", true, null, run.epoch(), run, run.cancelRequested());
            case Ended(Outcome outcome, int epoch) ->
                    new Columns(outcome.name(), null, null, epoch, null, withdrawn);
        };
    }

    private static @Nullable Instant dueAt(RunState state) {
        return state instanceof Delayed(_, Instant until) ? until : null;
    }

    private record Columns(
            String status,
            @Nullable Boolean ready,
            @Nullable Instant dueAt,
            int epoch,
            @Nullable Running holder,
            boolean cancel) {}

    private void write(UUID run, Columns row) {
        boolean ended = row.ready() == null;
        sql.update(
                WRITE,
                row.status(),
                row.ready(),
                row.dueAt(),
                row.epoch(),
                row.holder() == null ? null : row.holder().owner(),
                row.holder() == null ? null : row.holder().leaseUntil(),
                ended,
                row.cancel(),
                ended,
                run);
    }
}

package dev.parley.agent.run;

import dev.parley.agent.queue.CancelRuns;
import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.CancelRequested;
import dev.parley.contracts.event.ConversationEvent;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.UuidV7;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Conditions;
import dev.parley.platform.database.Sql;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads runs. */
@ApplicationScoped
class Runs {

    private static final String COLUMNS =
            """
            SELECT id, conversation_id, agent_name, agent_version, status, priority, epoch, problem, input_tokens,
                   output_tokens, accepted_at, started_at, ended_at
              FROM run
            """;

    private static final String RUN =
            COLUMNS + " WHERE id = ? AND tenant = ? AND (user_id = ? OR ?)";

    private static final String STEPS =
            """
            SELECT step, call_index, epoch, body, started_at, ended_at FROM run_step
             WHERE run_id = ? AND tenant = ? ORDER BY step, call_index LIMIT 1000
            """;

    private final Sql sql;
    private final Cursors cursors;
    private final CancelRuns cancellations;

    @Inject
    Runs(Sql sql, Cursors cursors, CancelRuns cancellations) {
        this.sql = sql;
        this.cursors = cursors;
        this.cancellations = cancellations;
    }

    /** A page of what the caller may see, newest first, without steps. */
    Page<RunView> list(Caller caller, RunFilter filter, PageRequest wanted) {
        Cursors.Scope scope =
                Cursors.Scope.of(
                        caller.tenant(),
                        "runs",
                        caller.seesWholeTenant() ? null : caller.user(),
                        filter);
        RunId before =
                wanted.cursor() == null ? null : RunId.parse(cursors.open(scope, wanted.cursor()));
        Conditions conditions = new Conditions();
        conditions.add("tenant = ?", caller.tenant());
        conditions.add("user_id = ?", caller.seesWholeTenant() ? null : caller.user());
        conditions.add("status = ?", filter.status());
        conditions.add(
                "priority = ?", filter.priority() == null ? null : filter.priority().ordinal());
        conditions.add("agent_name = ?", filter.agent());
        conditions.add(
                "conversation_id = ?",
                filter.conversation() == null ? null : filter.conversation().value());
        conditions.add("id < ?", before == null ? null : before.value());
        List<RunView> rows =
                sql.list(
                        COLUMNS + conditions.where() + " ORDER BY id DESC LIMIT ?",
                        row -> view(row, List.of()),
                        conditions.valuesAnd(wanted.limit() + 1));
        return Page.of(rows, wanted.limit(), last -> cursors.seal(scope, last.id().toString()));
    }

    /** Asks a run to stop, whatever it is doing; one that has ended stays as it is. */
    RunView cancel(Caller caller, RunId run) {
        RunView present = get(caller, run);
        cancellations.cancel(
                new CancelRequested(
                        ConversationEvent.VERSION,
                        UuidV7.next(),
                        caller.tenant(),
                        present.conversationId(),
                        run,
                        Instant.now()));
        return get(caller, run);
    }

    RunView get(Caller caller, RunId run) {
        List<RunView.Step> steps = sql.list(STEPS, Runs::step, run.value(), caller.tenant());
        return sql.find(
                        RUN,
                        row -> view(row, steps),
                        run.value(),
                        caller.tenant(),
                        caller.user(),
                        caller.seesWholeTenant())
                .orElseThrow(() -> ProblemException.notFound("run"));
    }

    private static RunView view(ResultSet row, List<RunView.Step> steps) throws SQLException {
        return new RunView(
                new RunId(row.getObject("id", UUID.class)),
                new ConversationId(row.getObject("conversation_id", UUID.class)),
                row.getString("agent_name"),
                row.getObject("agent_version", Integer.class),
                RunStatus.valueOf(row.getString("status")),
                Priority.values()[row.getInt("priority")],
                row.getInt("epoch"),
                row.getString("problem"),
                new Usage(row.getLong("input_tokens"), row.getLong("output_tokens")),
                Objects.requireNonNull(Sql.instant(row, "accepted_at")),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                steps);
    }

    private static RunView.Step step(ResultSet row) throws SQLException {
        return new RunView.Step(
                row.getInt("step"),
                row.getInt("call_index") < 0 ? "model" : "tool",
                row.getInt("epoch"),
                row.getString("body"),
                Objects.requireNonNull(Sql.instant(row, "started_at")),
                Objects.requireNonNull(Sql.instant(row, "ended_at")));
    }
}

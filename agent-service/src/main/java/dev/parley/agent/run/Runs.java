package dev.parley.agent.run;

import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads runs. */
@ApplicationScoped
class Runs {

    private static final String RUN =
            """
            SELECT id, conversation_id, agent_name, agent_version, status, priority, epoch, problem, input_tokens,
                   output_tokens, accepted_at, started_at, ended_at
              FROM run WHERE id = ? AND tenant = ? AND (user_id = ? OR ?)
            """;

    private static final String STEPS =
            """
            SELECT step, call_index, epoch, body, started_at, ended_at FROM run_step
             WHERE run_id = ? AND tenant = ? ORDER BY step, call_index LIMIT 1000
            """;

    private final Sql sql;

    @Inject
    Runs(Sql sql) {
        this.sql = sql;
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

package dev.parley.agent.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agent.queue.RunColumns;
import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.event.RequiredAction;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.ScheduleId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Conditions;
import dev.parley.platform.database.Sql;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads runs that a caller may see. */
@ApplicationScoped
class RunReader {

    private static final String COLUMNS =
            """
            SELECT id, conversation_id, user_id, agent_name, agent_version, status, priority, epoch, problem, input_tokens, output_tokens,
                   metadata, accepted_at, due_at, started_at,
                   CASE WHEN status = 'QUEUED' THEN deadline_at + (now() - queued_at) ELSE deadline_at END AS deadline_at, ended_at, dead_letter, retry_of, replay_of, schedule_id, reply,
                   CASE WHEN status = 'QUEUED' THEN required_actions END AS required_actions
              FROM run
            """;

    /** Holds for every run: what the indexes for lists, which claims must not use, ask for. */
    private static final String INDEXED = " AND message_seq >= 0";

    private static final String RUN =
            COLUMNS + " WHERE id = ? AND tenant = ? AND (user_id = ? OR ?)";

    private static final String STEPS =
            """
            SELECT step, call_index, epoch, input_hash, body, started_at, ended_at FROM run_step
             WHERE run_id = ? AND tenant = ? ORDER BY step, call_index LIMIT 1000
            """;

    private static final String FAILURES =
            """
            SELECT epoch, at, worker, step, code, detail FROM run_failure
             WHERE run_id = ? AND tenant = ? ORDER BY epoch LIMIT 1000
            """;

    private final Sql sql;
    private final Cursors cursors;
    private final ObjectMapper mapper;

    @Inject
    RunReader(Sql sql, Cursors cursors, ObjectMapper mapper) {
        this.sql = sql;
        this.cursors = cursors;
        this.mapper = mapper;
    }

    private record Row(RunView run, @Nullable String reply) {}

    /** A page of what the caller may see, newest first. */
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
        filter.addTo(conditions);
        conditions.add("id < ?", before == null ? null : before.value());
        List<RunView> rows =
                sql.list(
                        COLUMNS + conditions.where() + INDEXED + " ORDER BY id DESC LIMIT ?",
                        this::view,
                        conditions.valuesAnd(wanted.limit() + 1));
        return Page.of(rows, wanted.limit(), last -> cursors.seal(scope, last.id().toString()));
    }

    /** A run; refuses with {@code not-found} what the caller may not see. */
    RunView get(Caller caller, RunId run) {
        return find(caller, run).run();
    }

    /**
     * A run; refuses the same, and with {@code permission-denied} what the caller may only read.
     */
    RunView toChange(Caller caller, RunId run) {
        RunView found = get(caller, run);
        if (!caller.mayChange(found.user())) {
            throw ProblemException.notYours("run");
        }
        return found;
    }

    /** A run with its steps; refuses with {@code not-found} what the caller may not see. */
    RunView.Whole whole(Caller caller, RunId run) {
        Row found = find(caller, run);
        List<RunView.Step> steps = sql.list(STEPS, RunReader::step, run.value(), caller.tenant());
        List<RunView.Failure> failures =
                sql.list(FAILURES, RunReader::failure, run.value(), caller.tenant());
        return new RunView.Whole(
                found.run(),
                found.reply(),
                RunView.Timings.of(found.run(), steps),
                steps,
                failures);
    }

    private Row find(Caller caller, RunId run) {
        return sql.find(
                        RUN,
                        row -> new Row(view(row), row.getString("reply")),
                        run.value(),
                        caller.tenant(),
                        caller.user(),
                        caller.seesWholeTenant())
                .orElseThrow(() -> ProblemException.notFound("run"));
    }

    private RunView view(ResultSet row) throws SQLException {
        @Nullable UUID conversation = row.getObject("conversation_id", UUID.class);
        return new RunView(
                new RunId(row.getObject("id", UUID.class)),
                conversation == null ? null : new ConversationId(conversation),
                row.getString("user_id"),
                row.getString("agent_name"),
                row.getObject("agent_version", Integer.class),
                RunStatus.valueOf(row.getString("status")),
                requiredActions(row.getString("required_actions")),
                Priority.values()[row.getInt("priority")],
                row.getInt("epoch"),
                RunColumns.problem(row.getString("problem")),
                new Usage(row.getLong("input_tokens"), row.getLong("output_tokens")),
                Metadata.read(mapper, row.getString("metadata")),
                Objects.requireNonNull(Sql.instant(row, "accepted_at")),
                Sql.instant(row, "due_at"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "deadline_at"),
                Sql.instant(row, "ended_at"),
                row.getBoolean("dead_letter"),
                run(row, "retry_of"),
                run(row, "replay_of"),
                schedule(row));
    }

    private static List<RequiredAction> requiredActions(@Nullable String json) {
        try {
            return json == null
                    ? List.of()
                    : List.of(EventJson.mapper().readValue(json, RequiredAction[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored actions are not readable", e);
        }
    }

    private static @Nullable ScheduleId schedule(ResultSet row) throws SQLException {
        @Nullable UUID id = row.getObject("schedule_id", UUID.class);
        return id == null ? null : new ScheduleId(id);
    }

    private static @Nullable RunId run(ResultSet row, String column) throws SQLException {
        @Nullable UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new RunId(id);
    }

    private static RunView.Step step(ResultSet row) throws SQLException {
        Instant startedAt = Objects.requireNonNull(Sql.instant(row, "started_at"));
        Instant endedAt = Objects.requireNonNull(Sql.instant(row, "ended_at"));
        return new RunView.Step(
                row.getInt("step"),
                row.getInt("call_index") < 0 ? "model" : "tool",
                row.getInt("epoch"),
                row.getString("input_hash"),
                row.getString("body"),
                startedAt,
                endedAt,
                Math.max(0, Duration.between(startedAt, endedAt).toMillis()));
    }

    private static RunView.Failure failure(ResultSet row) throws SQLException {
        return new RunView.Failure(
                row.getInt("epoch"),
                Objects.requireNonNull(Sql.instant(row, "at")),
                row.getString("worker"),
                row.getInt("step"),
                row.getString("code"),
                row.getString("detail"));
    }
}

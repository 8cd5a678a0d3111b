package dev.parley.tool.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Conditions;
import dev.parley.platform.database.Sql;
import dev.parley.tool.invocation.Effects;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads executions; never more than a page, and never what a list does not show. */
@ApplicationScoped
class ExecutionRows {

    private static final String COLUMNS =
            """
            SELECT id, call_id, tool, tool_version, kind, effects, user_id, run_id, conversation_id, agent, status, problem, note,
                   cached_since, cached_why, attempts, bytes, duration_ms, cost, created_at, dispatched_at, ended_at
            """;

    private static final String TABLE = " FROM execution";

    private final Sql sql;
    private final ObjectMapper mapper = EventJson.mapper();

    @Inject
    ExecutionRows(Sql sql) {
        this.sql = sql;
    }

    /** The newest that the caller may see below {@code before}, the newest first. */
    List<ExecutionView> page(
            Caller caller, ExecutionFilter filter, @Nullable UUID before, int limit) {
        Conditions conditions = visibleTo(caller);
        filter.addTo(conditions);
        conditions.add("id < ?", before);
        return sql.list(
                COLUMNS + TABLE + conditions.where() + " ORDER BY id DESC LIMIT ?",
                row -> read(row, null, null),
                conditions.valuesAnd(limit));
    }

    /** One that the caller may see, with its arguments and result. */
    Optional<ExecutionView> find(Caller caller, ExecutionId id) {
        Conditions conditions = visibleTo(caller);
        return sql.find(
                COLUMNS + ", arguments, result" + TABLE + conditions.where() + " AND id = ?",
                row -> read(row, row.getString("arguments"), row.getString("result")),
                conditions.valuesAnd(id.value()));
    }

    private static Conditions visibleTo(Caller caller) {
        Conditions conditions = new Conditions();
        conditions.add("tenant = ?", caller.tenant());
        conditions.add("user_id = ?", caller.seesWholeTenant() ? null : caller.user());
        return conditions;
    }

    private ExecutionView read(ResultSet row, @Nullable String arguments, @Nullable String result)
            throws SQLException {
        @Nullable UUID run = row.getObject("run_id", UUID.class);
        @Nullable UUID conversation = row.getObject("conversation_id", UUID.class);
        @Nullable Instant since = Sql.instant(row, "cached_since");
        return new ExecutionView(
                new ExecutionId(row.getObject("id", UUID.class)),
                row.getString("call_id"),
                row.getString("tool"),
                row.getInt("tool_version"),
                row.getString("kind"),
                Effects.valueOf(row.getString("effects")).wireName(),
                row.getString("user_id"),
                run == null ? null : new RunId(run),
                conversation == null ? null : new ConversationId(conversation),
                row.getString("agent"),
                status(row.getString("status")),
                json(arguments),
                json(result),
                problem(row.getString("problem")),
                row.getString("note"),
                since != null,
                since == null ? null : new ToolExecution.Kept(since, row.getString("cached_why")),
                row.getInt("attempts"),
                row.getLong("bytes"),
                row.getLong("duration_ms"),
                row.getBigDecimal("cost"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Sql.instant(row, "dispatched_at"),
                Sql.instant(row, "ended_at"));
    }

    private static ToolExecution.Status status(String stored) {
        return switch (stored) {
            case "PLANNED", "DISPATCHED" -> ToolExecution.Status.RUNNING;
            default -> ToolExecution.Status.valueOf(stored);
        };
    }

    private @Nullable JsonNode json(@Nullable String stored) {
        try {
            return stored == null ? null : mapper.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is not readable", e);
        }
    }

    private @Nullable RunProblem problem(@Nullable String json) {
        try {
            return json == null ? null : mapper.readValue(json, RunProblem.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored problem is not readable", e);
        }
    }
}

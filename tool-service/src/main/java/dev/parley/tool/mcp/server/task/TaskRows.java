package dev.parley.tool.mcp.server.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tasks in Postgres. A task that is over stays as it is: every change asks for the state that
 * it leaves.
 */
@ApplicationScoped
class TaskRows {

    /** The worker of a task says more often than this that it is alive. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final String ALIVE =
            "alive_at > now() - interval '" + LEASE.toSeconds() + " seconds'";

    private static final String ENTER =
            """
            INSERT INTO mcp_task (tenant, id, user_id, tool, arguments, status) VALUES (?, ?, ?, ?, ?, 'WORKING')
            RETURNING id, status, requests, result, error, created_at, updated_at
            """;

    private static final String FIND =
            """
            SELECT id, status, requests, result, error, created_at, updated_at FROM mcp_task
             WHERE tenant = ? AND user_id = ? AND id = ?
            """;

    private static final String GIVE_UP =
            """
            UPDATE mcp_task SET status = 'FAILED', error = ?, updated_at = now()
             WHERE tenant = ? AND user_id = ? AND id = ? AND status = 'WORKING' AND NOT %s
            """
                    .formatted(ALIVE);

    private static final String COUNT_OPEN =
            """
            SELECT count(*) FROM mcp_task
             WHERE tenant = ? AND user_id = ?
               AND (status = 'INPUT_REQUIRED' OR (status = 'WORKING' AND %s))
            """
                    .formatted(ALIVE);

    private static final String END =
            """
            UPDATE mcp_task SET status = ?, result = ?, error = ?, requests = NULL, answers = NULL, state = NULL,
                   updated_at = now()
             WHERE tenant = ? AND id = ? AND status = 'WORKING'
            """;

    private static final String ASK =
            """
            UPDATE mcp_task SET status = 'INPUT_REQUIRED', requests = ?, answers = '{}', state = ?, updated_at = now()
             WHERE tenant = ? AND id = ? AND status = 'WORKING'
            """;

    private static final String CANCEL =
            """
            UPDATE mcp_task SET status = 'CANCELLED', requests = NULL, answers = NULL, state = NULL, updated_at = now()
             WHERE tenant = ? AND user_id = ? AND id = ? AND status IN ('WORKING', 'INPUT_REQUIRED')
            """;

    private static final String BEAT =
            "UPDATE mcp_task SET alive_at = now() WHERE id = ANY (?) AND status = 'WORKING' RETURNING id";

    private static final String ABANDON =
            "UPDATE mcp_task SET status = 'FAILED', error = ?, updated_at = now() WHERE id = ANY (?) AND status = 'WORKING'";

    private static final String VANISHED = TaskState.Failed.VANISHED.error().toString();

    private final Sql sql;
    private final ObjectMapper mapper = EventJson.mapper();

    @Inject
    TaskRows(Sql sql) {
        this.sql = sql;
    }

    /** Enters a task that runs from now on. */
    Task enter(Caller caller, UUID id, String tool, ObjectNode arguments) {
        return sql.find(
                        ENTER,
                        this::task,
                        caller.tenant(),
                        id,
                        caller.user(),
                        tool,
                        arguments.toString())
                .orElseThrow(() -> new IllegalStateException("an entered task has a row"));
    }

    /** How many tasks of a user are not over. */
    int countOpen(Caller caller) {
        return sql.find(COUNT_OPEN, row -> row.getInt(1), caller.tenant(), caller.user()).orElse(0);
    }

    /** A user's task; one whose worker has vanished fails by being looked at. */
    Optional<Task> find(Caller caller, UUID id) {
        sql.update(GIVE_UP, VANISHED, caller.tenant(), caller.user(), id);
        return sql.find(FIND, this::task, caller.tenant(), caller.user(), id);
    }

    /** Ends a task that runs. */
    void end(String tenant, UUID id, TaskState end) {
        sql.update(
                END,
                end.status(),
                end instanceof TaskState.Completed done ? done.result().toString() : null,
                end instanceof TaskState.Failed failed ? failed.error().toString() : null,
                tenant,
                id);
    }

    /** Lets a task that runs wait for its client. */
    void ask(String tenant, UUID id, ObjectNode requests, @Nullable String state) {
        sql.update(ASK, requests.toString(), state, tenant, id);
    }

    /** Ends a user's task that is not over; whoever runs it hears of it with the next beat. */
    void cancel(Caller caller, UUID id) {
        sql.update(CANCEL, caller.tenant(), caller.user(), id);
    }

    /** Says that these tasks are being worked on, and which of them still are to be. */
    List<UUID> beat(Collection<UUID> running) {
        return sql.list(BEAT, row -> row.getObject("id", UUID.class), running);
    }

    /** Fails those of these tasks that are being worked on. */
    void abandon(Collection<UUID> running) {
        sql.update(ABANDON, VANISHED, running);
    }

    private Task task(ResultSet row) throws SQLException {
        return new Task(
                row.getObject("id", UUID.class),
                state(row),
                time(row, "created_at"),
                time(row, "updated_at"));
    }

    private TaskState state(ResultSet row) throws SQLException {
        return switch (TaskState.Status.valueOf(row.getString("status"))) {
            case WORKING -> new TaskState.Working();
            case INPUT_REQUIRED -> new TaskState.InputRequired(parse(row.getString("requests")));
            case COMPLETED -> new TaskState.Completed(parse(row.getString("result")));
            case FAILED -> new TaskState.Failed(parse(row.getString("error")));
            case CANCELLED -> new TaskState.Cancelled();
        };
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Sql.instant(row, column));
    }

    /** Reads what this class wrote. */
    ObjectNode parse(@Nullable String json) {
        try {
            JsonNode node = mapper.readTree(json == null ? "{}" : json);
            return node instanceof ObjectNode object ? object : McpJson.object();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a task's row is not readable", e);
        }
    }
}

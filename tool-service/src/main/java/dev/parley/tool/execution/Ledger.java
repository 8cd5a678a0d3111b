package dev.parley.tool.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.tool.definition.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The executions. A call's row is written before the tool works and holds back a second call with
 * the same id.
 */
@ApplicationScoped
class Ledger {

    private static final String BEGIN =
            """
            INSERT INTO execution (tenant, call_id, id, user_id, run_id, tool, arguments, status)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'RUNNING') ON CONFLICT (tenant, call_id) DO NOTHING
            """;

    private static final String END =
            "UPDATE execution SET status = ?, result = ?, problem = ?, duration_ms = ? WHERE tenant = ? AND call_id = ?";

    private static final String FIND =
            "SELECT id, tool, arguments, status, result, problem, duration_ms FROM execution WHERE tenant = ? AND call_id = ?";

    private static final String FORGET =
            "DELETE FROM execution WHERE tenant = ? AND run_id = ANY (?)";

    private final Sql sql;
    private final ObjectMapper mapper = EventJson.mapper();

    @Inject
    Ledger(Sql sql) {
        this.sql = sql;
    }

    /** What a row holds of a call. */
    record Kept(String tool, String arguments, ToolExecution.Response response) {}

    /**
     * Enters a call; false if its id was entered before. Waits for a concurrent call with the same
     * id to end.
     */
    boolean begin(Caller caller, Tool tool, ExecuteRequest call, ExecutionId id) {
        return sql.update(
                        BEGIN,
                        caller.tenant(),
                        call.callId().toString(),
                        id.value(),
                        caller.user(),
                        call.callId().runValue(),
                        tool.name(),
                        call.arguments().toString())
                == 1;
    }

    void end(Caller caller, ExecuteRequest call, ToolExecution.Response response) {
        sql.update(
                END,
                response.status(),
                response.result() == null ? null : response.result().toString(),
                response.problem() == null ? null : write(response.problem()),
                response.durationMs(),
                caller.tenant(),
                call.callId().toString());
    }

    Optional<Kept> find(Caller caller, ExecuteRequest call) {
        return sql.find(FIND, this::read, caller.tenant(), call.callId().toString());
    }

    /** Deletes the executions of runs that are deleted. */
    void forget(String tenant, List<UUID> runs) {
        sql.update(FORGET, tenant, runs);
    }

    private Kept read(ResultSet row) throws SQLException {
        @Nullable String result = row.getString("result");
        @Nullable String problem = row.getString("problem");
        return new Kept(
                row.getString("tool"),
                row.getString("arguments"),
                new ToolExecution.Response(
                        new ExecutionId(row.getObject("id", UUID.class)),
                        ToolExecution.Status.valueOf(row.getString("status")),
                        result == null ? null : parse(result, JsonNode.class),
                        problem == null ? null : parse(problem, RunProblem.class),
                        false,
                        row.getLong("duration_ms")));
    }

    private <T> T parse(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a ledger row is not readable", e);
        }
    }

    private String write(RunProblem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }
}

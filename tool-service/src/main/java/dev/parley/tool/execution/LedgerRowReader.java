package dev.parley.tool.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ApprovalId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.platform.database.Sql;
import dev.parley.tool.invocation.Effects;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of the ledger. */
final class LedgerRowReader {

    /** All that a row says, without a condition. */
    static final String SELECT =
            """
            SELECT tenant, id, call_id, user_id, user_roles, tool, tool_key, tool_version, kind, effects, arguments, arguments_hash, run_id,
                   conversation_id, agent, epoch, status, owner, approval_id, edited_arguments, cancel_requested_at, result, problem, note, cached_since, cached_why,
                   attempts, bytes, duration_ms
              FROM execution
            """;

    private final ObjectMapper mapper = EventJson.mapper();

    LedgerRow read(ResultSet row) throws SQLException {
        @Nullable String result = row.getString("result");
        @Nullable UUID approval = row.getObject("approval_id", UUID.class);
        @Nullable String problem = row.getString("problem");
        return new LedgerRow(
                row.getString("tenant"),
                new ExecutionId(row.getObject("id", UUID.class)),
                row.getString("call_id"),
                row.getString("user_id"),
                List.of((String[]) Objects.requireNonNull(row.getArray("user_roles")).getArray()),
                row.getString("tool"),
                row.getString("tool_key"),
                row.getInt("tool_version"),
                row.getString("kind"),
                Effects.valueOf(row.getString("effects")),
                row.getString("arguments"),
                row.getString("arguments_hash"),
                row.getObject("run_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getString("agent"),
                row.getInt("epoch"),
                Status.valueOf(row.getString("status")),
                row.getString("owner"),
                approval == null ? null : new ApprovalId(approval),
                row.getString("edited_arguments"),
                row.getObject("cancel_requested_at") != null,
                result == null ? null : parse(result, JsonNode.class),
                problem == null ? null : parse(problem, RunProblem.class),
                row.getString("note"),
                reuse(row),
                row.getInt("attempts"),
                row.getLong("bytes"),
                row.getLong("duration_ms"));
    }

    private static @Nullable Reuse reuse(ResultSet row) throws SQLException {
        @Nullable Instant since = Sql.instant(row, "cached_since");
        return since == null
                ? null
                : new Reuse(since, Objects.requireNonNull(row.getString("cached_why")));
    }

    private <T> T parse(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a ledger row is not readable", e);
        }
    }
}

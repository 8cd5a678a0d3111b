package dev.parley.tool.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.invocation.Effects;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The executions, one row a call id. An open one belongs to a process, and only that one goes on
 * with it; the database refuses every other write.
 */
@ApplicationScoped
class Ledger {

    /** Of a claim of the run that another has replaced there is no row. */
    private static final String INSERT =
            """
            INSERT INTO execution (tenant, call_id, id, user_id, user_roles, run_id, conversation_id, agent, epoch, tool, tool_key,
                                   tool_version, kind, effects, arguments, arguments_hash, status, owner)
            SELECT ?, ?, ?, ?, ?::text[], ?::uuid, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
             WHERE NOT EXISTS (SELECT 1 FROM execution later WHERE later.tenant = ? AND later.run_id = ?::uuid AND later.epoch > ?)
            ON CONFLICT (tenant, call_id) DO NOTHING
            """;

    private static final String WITHDRAW =
            """
            INSERT INTO execution (tenant, call_id, id, user_id, run_id, tool, arguments, arguments_hash, status, problem, attempts, ended_at)
            VALUES (?, ?, ?, ?, ?, '', '{}', ?, 'FAILED', ?, 0, now()) ON CONFLICT (tenant, call_id) DO NOTHING
            """;

    private static final String DISPATCH =
            """
            UPDATE execution SET status = 'DISPATCHED', dispatched_at = now()
             WHERE tenant = ? AND call_id = ? AND owner = ? AND status = 'PLANNED' AND cancel_requested_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM execution later
                                WHERE later.tenant = execution.tenant AND later.run_id = execution.run_id
                                  AND later.epoch > execution.epoch)
            """;

    private static final String END =
            """
            UPDATE execution SET status = ?, result = ?, problem = ?, note = ?, bytes = ?, attempts = ?, duration_ms = ?, cost = ?,
                                 cached_since = ?, cached_why = ?, owner = NULL, ended_at = now()
             WHERE tenant = ? AND call_id = ? AND owner = ? AND status IN ('PLANNED', 'DISPATCHED')
            """;

    private static final String COLUMNS =
            """
            SELECT tenant, id, call_id, user_id, user_roles, tool, tool_key, tool_version, kind, effects, arguments, arguments_hash, run_id,
                   conversation_id, agent, epoch, status, owner, cancel_requested_at, result, problem, note, cached_since, cached_why,
                   attempts, bytes, duration_ms
              FROM execution
            """;

    private static final String FORGET =
            "DELETE FROM execution WHERE tenant = ? AND run_id = ANY (?)";

    /** Instead of the hash of arguments that have never come. */
    static final String WITHDRAWN = "withdrawn";

    private final Sql sql;
    private final ObjectMapper mapper = EventJson.mapper();

    @Inject
    Ledger(Sql sql) {
        this.sql = sql;
    }

    /**
     * How much work an outcome took.
     *
     * @param cachedSince when the result was got, if another call got it
     */
    record Effort(
            int attempts,
            long durationMs,
            BigDecimal cost,
            @Nullable Instant cachedSince,
            @Nullable String cachedWhy) {

        /** None at all. */
        static final Effort NONE = new Effort(0, 0, BigDecimal.ZERO, null, null);
    }

    /**
     * Enters a call for a process. Waits for a concurrent call with the same id to be entered.
     *
     * @return false if its id was entered before, or its run has been claimed again since
     */
    boolean plan(Call call, String owner) {
        Tool tool = call.tool();
        return sql.update(
                        INSERT,
                        call.tenant(),
                        call.callId(),
                        call.id().value(),
                        call.caller().user(),
                        List.copyOf(call.caller().userRoles()),
                        call.run(),
                        call.conversation(),
                        call.agent(),
                        call.epoch(),
                        tool.name(),
                        tool.key(),
                        tool.version(),
                        tool.definition().kind().wireName(),
                        tool.effects(),
                        call.arguments().toString(),
                        call.argumentsHash(),
                        Status.PLANNED,
                        owner,
                        call.tenant(),
                        call.run(),
                        call.epoch())
                == 1;
    }

    /**
     * Says that something is about to leave.
     *
     * @return false if it must not: the call is cancelled, another process' or of an outdated claim
     */
    boolean dispatch(LedgerKey key, String owner) {
        return sql.update(DISPATCH, key.tenant(), key.callId(), owner) == 1;
    }

    /** Writes the outcome; false if the call is another process' by now. */
    boolean end(LedgerKey key, String owner, Outcome outcome, Effort effort) {
        return sql.update(
                        END,
                        outcome.status(),
                        outcome.result() == null ? null : outcome.result().toString(),
                        outcome.problem() == null ? null : write(outcome.problem()),
                        outcome.note(),
                        outcome.bytes(),
                        effort.attempts(),
                        effort.durationMs(),
                        effort.cost(),
                        effort.cachedSince(),
                        effort.cachedWhy(),
                        key.tenant(),
                        key.callId(),
                        owner)
                == 1;
    }

    Optional<LedgerRow> find(LedgerKey key) {
        return sql.find(
                COLUMNS + " WHERE tenant = ? AND call_id = ?",
                this::read,
                key.tenant(),
                key.callId());
    }

    Optional<LedgerRow> find(String tenant, ExecutionId id) {
        return sql.find(COLUMNS + " WHERE tenant = ? AND id = ?", this::read, tenant, id.value());
    }

    /** Raises the epoch of a call that a later claim of its run makes again. */
    void claimedAgain(LedgerKey key, int epoch) {
        sql.update(
                "UPDATE execution SET epoch = ? WHERE tenant = ? AND call_id = ? AND epoch < ?",
                epoch,
                key.tenant(),
                key.callId(),
                epoch);
    }

    /** Says that nobody wants a call any more. */
    void requestCancel(LedgerKey key) {
        sql.update(
                """
                UPDATE execution SET cancel_requested_at = now()
                 WHERE tenant = ? AND call_id = ? AND status IN ('PLANNED', 'DISPATCHED') AND cancel_requested_at IS NULL
                """,
                key.tenant(),
                key.callId());
    }

    /**
     * Enters a call as cancelled before it has come.
     *
     * @return false if it has come by now
     */
    boolean withdraw(Caller caller, String callId) {
        return sql.update(
                        WITHDRAW,
                        caller.tenant(),
                        callId,
                        ExecutionId.next().value(),
                        caller.user(),
                        CallId.parse(callId).runValue(),
                        WITHDRAWN,
                        write(Objects.requireNonNull(Outcome.cancelled().problem())))
                == 1;
    }

    /** Which of these tools have succeeded in a run. */
    List<String> succeeded(String tenant, UUID run, List<String> tools) {
        return sql.list(
                """
                SELECT DISTINCT tool FROM execution WHERE tenant = ? AND run_id = ? AND tool = ANY (?) AND status = 'SUCCEEDED'
                """,
                row -> row.getString(1),
                tenant,
                run,
                tools);
    }

    /** Deletes the executions of runs that are deleted. */
    void forget(String tenant, List<UUID> runs) {
        sql.update(FORGET, tenant, runs);
    }

    private LedgerRow read(ResultSet row) throws SQLException {
        @Nullable String result = row.getString("result");
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
                row.getObject("cancel_requested_at") != null,
                result == null ? null : parse(result, JsonNode.class),
                problem == null ? null : parse(problem, RunProblem.class),
                row.getString("note"),
                Sql.instant(row, "cached_since"),
                row.getString("cached_why"),
                row.getInt("attempts"),
                row.getLong("bytes"),
                row.getLong("duration_ms"));
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

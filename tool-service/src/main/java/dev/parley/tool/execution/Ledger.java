package dev.parley.tool.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ApprovalId;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.schema.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    private static final String FORGET =
            "DELETE FROM execution WHERE tenant = ? AND run_id = ANY (?)";

    /** Instead of the hash of arguments that have never come. */
    static final String WITHDRAWN = "withdrawn";

    private final Sql sql;
    private final LedgerRowReader rows = new LedgerRowReader();

    @Inject
    Ledger(Sql sql) {
        this.sql = sql;
    }

    /**
     * Enters a call for a process. Waits for a concurrent call with the same id to be entered.
     *
     * @return false if its id was entered before, or its run has been claimed again since
     */
    boolean plan(Call call, String owner) {
        return insert(call, Status.PLANNED, owner, null);
    }

    /** The same for a call that waits for an approval, and belongs to no process meanwhile. */
    boolean await(Call call, ApprovalId approval) {
        return insert(call, Status.WAITING, null, approval);
    }

    private boolean insert(
            Call call, Status status, @Nullable String owner, @Nullable ApprovalId approval) {
        Tool tool = call.tool();
        return sql.update(
                        LedgerStatements.INSERT,
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
                        call.effects(),
                        call.arguments().toString(),
                        call.argumentsHash(),
                        status,
                        owner,
                        approval == null ? null : approval.value(),
                        call.tenant(),
                        call.run(),
                        call.caller().user(),
                        call.epoch())
                == 1;
    }

    /**
     * Says that something is about to leave, which uses the approval up if it needs one.
     *
     * @return false if it must not: the call is cancelled, another process', of an outdated claim,
     *     or not approved as it is
     */
    boolean dispatch(Call call, String owner) {
        @Nullable ApprovalId approval = call.approval();
        return sql.update(
                        LedgerStatements.DISPATCH,
                        call.tenant(),
                        approval == null ? null : approval.value(),
                        call.tool().key(),
                        approval == null ? null : CanonicalJson.hash(call.arguments()),
                        call.tenant(),
                        call.callId(),
                        owner)
                == 1;
    }

    /** Lets a call go that has waited, with other arguments if any are given. */
    void approved(LedgerKey key, @Nullable JsonNode arguments) {
        sql.update(
                "UPDATE execution SET status = 'PLANNED', edited_arguments = ? WHERE tenant = ? AND call_id = ? AND status || '' = 'WAITING'",
                arguments == null ? null : arguments.toString(),
                key.tenant(),
                key.callId());
    }

    /** Writes the outcome; false if the call is another process' by now. */
    boolean end(LedgerKey key, @Nullable String owner, Outcome outcome, Effort effort) {
        return sql.update(
                        LedgerStatements.END,
                        outcome.status(),
                        outcome.result() == null ? null : outcome.result().toString(),
                        outcome.problem() == null ? null : write(outcome.problem()),
                        outcome.note(),
                        outcome.bytes(),
                        effort.attempts(),
                        effort.durationMs(),
                        effort.cost(),
                        effort.reuse() == null ? null : effort.reuse().since(),
                        effort.reuse() == null ? null : effort.reuse().why(),
                        key.tenant(),
                        key.callId(),
                        owner)
                == 1;
    }

    Optional<LedgerRow> find(LedgerKey key) {
        return sql.find(
                LedgerRowReader.SELECT + " WHERE tenant = ? AND call_id = ?",
                rows::read,
                key.tenant(),
                key.callId());
    }

    Optional<LedgerRow> find(String tenant, ExecutionId id) {
        return sql.find(
                LedgerRowReader.SELECT + " WHERE tenant = ? AND id = ?",
                rows::read,
                tenant,
                id.value());
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

    /** Whether a later claim of its run has made calls. */
    boolean isOutdated(Call call) {
        return sql.find(
                        "SELECT 1 FROM execution WHERE tenant = ? AND run_id = ?::uuid AND user_id = ? AND epoch > ? LIMIT 1",
                        row -> true,
                        call.tenant(),
                        call.run(),
                        call.caller().user(),
                        call.epoch())
                .isPresent();
    }

    /** Says that nobody wants a call any more. */
    void requestCancel(LedgerKey key) {
        sql.update(
                """
                UPDATE execution SET cancel_requested_at = now()
                 WHERE tenant = ? AND call_id = ? AND status || '' IN ('PLANNED', 'DISPATCHED') AND cancel_requested_at IS NULL
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
                        LedgerStatements.WITHDRAW,
                        caller.tenant(),
                        callId,
                        ExecutionId.next().value(),
                        caller.user(),
                        CallId.find(callId).map(CallId::runValue).orElse(null),
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

    /** Deletes the executions of runs that are deleted, and their approvals. */
    void forget(String tenant, List<UUID> runs) {
        sql.update("DELETE FROM approval WHERE tenant = ? AND run_id = ANY (?)", tenant, runs);
        sql.update(FORGET, tenant, runs);
    }

    private String write(RunProblem problem) {
        try {
            return EventJson.mapper().writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }
}

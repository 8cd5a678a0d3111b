package dev.parley.tool.execution;

import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.database.Sql;
import dev.parley.tool.builtin.BuiltinTool;
import dev.parley.tool.invocation.Reply;
import dev.parley.tool.invocation.ToolFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Calls of tools that work within this process: the row, the work and the outcome are one
 * transaction, which such work is short enough for.
 */
@ApplicationScoped
class LocalCalls {

    private final Ledger ledger;
    private final Conclusion conclusion;
    private final Executors executors;
    private final Sql sql;

    @Inject
    LocalCalls(Ledger ledger, Conclusion conclusion, Executors executors, Sql sql) {
        this.ledger = ledger;
        this.conclusion = conclusion;
        this.executors = executors;
        this.sql = sql;
    }

    @Transactional
    ToolExecution.Response execute(Call call, BuiltinTool tool) {
        // They have no effects: an outcome that a crash of Postgres forgets is worked out again.
        sql.update("SET LOCAL synchronous_commit = off");
        LedgerKey key = new LedgerKey(call.tenant(), call.callId());
        if (!ledger.plan(call, executors.id())) {
            LedgerRow row = ledger.find(key).orElseThrow(StaleClaim::refusal);
            Remembered.requireSame(call, row);
            return row.response();
        }
        long begun = System.nanoTime();
        Outcome outcome = outcome(call, tool);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        Effort effort = new Effort(1, millis, BigDecimal.ZERO, null);
        if (!conclusion.write(Subject.of(call), executors.id(), outcome, effort, List.of())) {
            throw new IllegalStateException("a row of this transaction is nobody else's");
        }
        return outcome.response(call.id(), effort);
    }

    private static Outcome outcome(Call call, BuiltinTool tool) {
        try {
            var result = tool.call(call.arguments());
            return Outcome.succeeded(new Reply.Done(result, result.toString().length(), null));
        } catch (ToolFailure e) {
            return Outcome.failed(
                    new RunProblem(
                            e.code(), "The tool has no result", String.valueOf(e.getMessage())));
        }
    }
}

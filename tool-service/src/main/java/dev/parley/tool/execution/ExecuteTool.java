package dev.parley.tool.execution;

import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.invocation.ToolFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/**
 * Executes a call once. The row, the work and the outcome are one transaction, which a built-in
 * tool's work is short enough for; the same call id gives the same outcome ever after.
 */
@ApplicationScoped
public class ExecuteTool {

    private final Ledger ledger;
    private final Sql sql;
    private final MeterRegistry meters;

    @Inject
    ExecuteTool(Ledger ledger, Sql sql, MeterRegistry meters) {
        this.ledger = ledger;
        this.sql = sql;
        this.meters = meters;
    }

    /** The outcome of a call with arguments that fit the tool. */
    @Transactional
    public ToolExecution.Response execute(Caller caller, Tool tool, ExecuteRequest call) {
        // Built-in tools have no effects: an outcome that a crash of Postgres forgets is worked out
        // again.
        sql.update("SET LOCAL synchronous_commit = off");
        ExecutionId id = ExecutionId.next();
        if (!ledger.begin(caller, tool, call, id)) {
            return remembered(caller, tool, call);
        }
        ToolExecution.Response response = work(tool, call, id);
        ledger.end(caller, call, response);
        return response;
    }

    private ToolExecution.Response remembered(Caller caller, Tool tool, ExecuteRequest call) {
        Ledger.Kept kept =
                ledger.find(caller, call)
                        .orElseThrow(() -> new IllegalStateException("an entered call has a row"));
        if (!kept.tool().equals(tool.name())
                || !kept.arguments().equals(call.arguments().toString())) {
            String message =
                    "This call id belongs to a call of another tool or with other arguments; use a new one.";
            throw new ProblemException(
                    ToolError.CALL_ID_REUSED,
                    message,
                    List.of(new FieldError("/call_id", "call-id-reused", message)));
        }
        return kept.response();
    }

    private ToolExecution.Response work(Tool tool, ExecuteRequest call, ExecutionId id) {
        long start = System.nanoTime();
        try {
            var result = tool.implementation().call(call.arguments());
            long millis = took(tool, "none", start);
            return new ToolExecution.Response(
                    id, ToolExecution.Status.SUCCEEDED, result, null, false, millis);
        } catch (ToolFailure e) {
            RunProblem problem =
                    new RunProblem(
                            e.code(), "The tool has no result", String.valueOf(e.getMessage()));
            long millis = took(tool, "refused", start);
            return new ToolExecution.Response(
                    id, ToolExecution.Status.FAILED, null, problem, false, millis);
        }
    }

    private long took(Tool tool, String error, long start) {
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        Timer.builder("gen_ai.execute_tool.duration")
                .tag("gen_ai.tool.name", tool.name())
                .tag("error.type", error)
                .register(meters)
                .record(duration);
        return duration.toMillis();
    }
}

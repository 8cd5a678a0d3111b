package dev.parley.agent.run;

import dev.parley.agent.queue.ClaimedRun;
import dev.parley.contracts.event.RunProblem;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Writes down what went wrong in an attempt, for whoever asks why a run failed. */
@ApplicationScoped
class FailureRecord {

    private static final String APPEND =
            """
            INSERT INTO run_failure (run_id, epoch, tenant, worker, step, code, detail) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
            """;

    private final Sql sql;

    @Inject
    FailureRecord(Sql sql) {
        this.sql = sql;
    }

    /** In the transaction that ends the attempt. */
    void append(ClaimedRun run, int step, RunProblem problem) {
        sql.update(
                APPEND,
                run.id().value(),
                run.epoch(),
                run.tenant(),
                run.owner(),
                step,
                problem.code(),
                problem.detail());
    }
}

package dev.parley.agent.ending;

import dev.parley.agent.ending.TerminalEvents.EndedRun;
import dev.parley.agent.journal.Journal;
import dev.parley.agent.queue.ActiveRuns;
import dev.parley.agent.queue.QueueBell;
import dev.parley.agent.queue.RunColumns;
import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunProblem;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Ends runs at their deadline, whoever works on them. A worker that reacts ends its run itself and
 * keeps what was said; this is for runs whose worker does not, and for those that nobody has at the
 * moment. What was to be cancelled by then ends as that.
 */
@ApplicationScoped
public class ExpireRuns {

    private static final Logger LOG = Logger.getLogger(ExpireRuns.class);

    /** How long after the deadline a worker may still end its run itself. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int BITE = 100;

    /** What is more waits for the next sweep. */
    private static final int MOST_BITES = 50;

    /** What is said of a run that took longer than it may. */
    public static final RunProblem PROBLEM =
            new RunProblem(
                    "run-timeout",
                    "The run took too long",
                    "The run passed its time limit; ask for less at once.");

    /** The deadline of a run that waits stands still: it is over only if it was before. */
    private static final String END_OVERDUE =
            """
            WITH running AS (
                SELECT id FROM run WHERE status = 'RUNNING' AND deadline_at < now() - ? * interval '1 ms'
                 ORDER BY deadline_at LIMIT ? FOR UPDATE SKIP LOCKED
            ), waiting AS (
                SELECT id FROM run WHERE status = 'QUEUED' AND deadline_at <= queued_at
                 ORDER BY deadline_at LIMIT ? FOR UPDATE SKIP LOCKED
            )
            UPDATE run SET status = CASE WHEN cancel_requested_at IS NULL THEN 'EXPIRED' ELSE 'CANCELLED' END,
                           problem = CASE WHEN cancel_requested_at IS NULL THEN ? END,
                           epoch = epoch + 1, ended_at = now(), owner = NULL, lease_until = NULL, due_at = NULL
             WHERE id IN (SELECT id FROM running UNION ALL SELECT id FROM waiting)
            RETURNING %s, status
            """
                    .formatted(EndedRun.COLUMNS);

    private static final String RELEASE_SUCCESSORS =
            "UPDATE run SET ready = true WHERE after_run_id = ANY (?) AND status = 'QUEUED' AND NOT ready";

    private final Sql sql;
    private final TerminalEvents events;
    private final FinalRecord record;
    private final ActiveRuns active;
    private final QueueBell bell;
    private final Counter expired;

    @Inject
    ExpireRuns(
            Sql sql,
            TerminalEvents events,
            FinalRecord record,
            ActiveRuns active,
            QueueBell bell,
            MeterRegistry meters) {
        this.sql = sql;
        this.events = events;
        this.record = record;
        this.active = active;
        this.bell = bell;
        this.expired =
                Counter.builder("parley.runs.expired")
                        .description("Runs that were ended at their deadline without their worker")
                        .register(meters);
    }

    private record Overdue(EndedRun run, RunStatus outcome) {

        static Overdue read(ResultSet row) throws SQLException {
            return new Overdue(EndedRun.read(row), RunStatus.valueOf(row.getString("status")));
        }
    }

    /** Ends what is overdue, and says how many runs that were. */
    int sweep() {
        int ended = 0;
        int bite = BITE;
        for (int i = 0; i < MOST_BITES && bite >= BITE; i++) {
            bite = bite();
            ended += bite;
        }
        return ended;
    }

    private int bite() {
        List<Overdue> ended =
                TenantScope.callForEveryTenant(
                        () -> QuarkusTransaction.requiringNew().call(this::endOverdue));
        for (Overdue run : ended) {
            active.interrupt(run.run().id());
            LOG.warnf(
                    "Run %s of %s passed its deadline and nobody ended it; it is %s now.",
                    run.run().id(), run.run().tenant(), run.outcome().wireName());
        }
        if (!ended.isEmpty()) {
            expired.increment(ended.size());
            bell.ring();
        }
        return ended.size();
    }

    private List<Overdue> endOverdue() {
        List<Overdue> ended =
                sql.list(
                        END_OVERDUE,
                        Overdue::read,
                        GRACE.toMillis(),
                        BITE,
                        BITE,
                        RunColumns.write(PROBLEM));
        if (!ended.isEmpty()) {
            List<UUID> ids = ended.stream().map(it -> it.run().id().value()).toList();
            sql.update(RELEASE_SUCCESSORS, ids);
            ended.forEach(this::tell);
        }
        return ended;
    }

    private void tell(Overdue overdue) {
        boolean cancelled = overdue.outcome() == RunStatus.CANCELLED;
        Journal.Outcome done = record.keep(overdue.run(), cancelled);
        events.append(
                overdue.run(),
                run ->
                        cancelled
                                ? new RunActivity.Cancelled(
                                        run.agent(), done.reply(), done.toolCalls(), done.usage())
                                : new RunActivity.Failed(
                                        run.agent(), PROBLEM, done.toolCalls(), done.usage()));
    }
}

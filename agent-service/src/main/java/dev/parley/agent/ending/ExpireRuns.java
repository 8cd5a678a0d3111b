package dev.parley.agent.ending;

import dev.parley.agent.ending.TerminalEvents.EndedRun;
import dev.parley.agent.queue.ActiveRuns;
import dev.parley.agent.queue.QueueBell;
import dev.parley.agent.queue.RunColumns;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Ends runs at their deadline, whoever works on them. A worker that reacts ends its run itself and
 * keeps what was said; this is for runs whose worker does not, and for those that nobody has at the
 * moment.
 */
@ApplicationScoped
public class ExpireRuns {

    private static final Logger LOG = Logger.getLogger(ExpireRuns.class);

    /** How long after the deadline a worker may still end its run itself. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int BITE = 100;

    /** What is said of a run that took longer than it may. */
    public static final RunProblem PROBLEM =
            new RunProblem(
                    "run-timeout",
                    "The run took too long",
                    "The run passed its time limit; ask for less at once.");

    private static final String END_OVERDUE =
            """
            UPDATE run SET status = 'EXPIRED', epoch = epoch + 1, ended_at = now(), owner = NULL, lease_until = NULL, due_at = NULL,
                           problem = ?
             WHERE id IN (SELECT id FROM run
                           WHERE ended_at IS NULL AND epoch > 0
                                 AND deadline_at < now() - CASE WHEN status = 'RUNNING' THEN ? ELSE 0 END * interval '1 ms'
                           ORDER BY deadline_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING id, tenant, conversation_id, agent_name, epoch
            """;

    private static final String RELEASE_SUCCESSORS =
            "UPDATE run SET ready = true WHERE after_run_id = ANY (?) AND status = 'QUEUED' AND NOT ready";

    private final Sql sql;
    private final TerminalEvents events;
    private final ActiveRuns active;
    private final QueueBell bell;
    private final Counter expired;

    @Inject
    ExpireRuns(
            Sql sql,
            TerminalEvents events,
            ActiveRuns active,
            QueueBell bell,
            MeterRegistry meters) {
        this.sql = sql;
        this.events = events;
        this.active = active;
        this.bell = bell;
        this.expired =
                Counter.builder("parley.runs.expired")
                        .description("Runs that were ended at their deadline without their worker")
                        .register(meters);
    }

    /** Ends what is overdue, and says how many runs that were. */
    int sweep() {
        List<EndedRun> ended =
                TenantScope.callForEveryTenant(
                        () -> QuarkusTransaction.requiringNew().call(this::endOverdue));
        for (EndedRun run : ended) {
            active.interrupt(run.id());
            LOG.warnf(
                    "Run %s of %s passed its deadline and nobody ended it; it is expired now.",
                    run.id(), run.tenant());
        }
        if (!ended.isEmpty()) {
            expired.increment(ended.size());
            bell.ring();
        }
        return ended.size();
    }

    private List<EndedRun> endOverdue() {
        List<EndedRun> ended =
                sql.list(
                        END_OVERDUE,
                        EndedRun::read,
                        RunColumns.write(PROBLEM),
                        GRACE.toMillis(),
                        BITE);
        if (!ended.isEmpty()) {
            List<UUID> ids = ended.stream().map(EndedRun::id).map(RunId::value).toList();
            sql.update(RELEASE_SUCCESSORS, ids);
            ended.forEach(run -> events.append(run, ExpireRuns::failed));
        }
        return ended;
    }

    private static RunActivity failed(EndedRun run) {
        return new RunActivity.Failed(run.agent(), PROBLEM, List.of(), Usage.NONE);
    }
}

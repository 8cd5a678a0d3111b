package dev.parley.agent.schedule;

import dev.parley.agent.control.QueueRoom;
import dev.parley.agent.queue.QueueBell;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Begins the runs whose time has come: the run and the schedule's next time are one transaction, so
 * that each time begins one run, whichever replica looks and wherever it dies. Times that passed
 * while nobody looked begin one run together.
 */
@ApplicationScoped
class BeginScheduled {

    private static final Logger LOG = Logger.getLogger(BeginScheduled.class);
    private static final int BITE = 50;

    /** What is more waits for the next second. */
    private static final int MOST_BITES = 200;

    private static final String DUE =
            """
            SELECT s.id, s.tenant, s.user_id, s.cron, s.time_zone, s.next_at, now() AS present,
                   s.skip_if_open AND r.id IS NOT NULL AS busy
              FROM schedule AS s
              LEFT JOIN run AS r ON r.id = s.last_run_id AND r.ended_at IS NULL
             WHERE s.next_at <= now() ORDER BY s.next_at LIMIT ? FOR UPDATE OF s SKIP LOCKED
            """;

    private static final String BEGIN =
            """
            INSERT INTO run (id, tenant, user_id, user_roles, message_seq, agent_name, priority, content, metadata, max_attempts, schedule_id,
                             status, accepted_at, ready)
            SELECT ?, tenant, user_id, user_roles, 0, agent_name, priority, content, metadata, max_attempts, id, 'QUEUED', now(), true
              FROM schedule WHERE id = ?
            """;

    private static final String BEGUN =
            "UPDATE schedule SET next_at = ?, last_at = ?, last_run_id = ?, last_skipped = NULL WHERE id = ?";

    private static final String SKIPPED =
            "UPDATE schedule SET next_at = ?, last_at = ?, last_skipped = ?, skipped = skipped + 1 WHERE id = ?";

    private final Sql sql;
    private final QueueRoom queue;
    private final QueueBell bell;
    private final Counter begun;
    private final Counter skipped;

    @Inject
    BeginScheduled(Sql sql, QueueRoom queue, QueueBell bell, MeterRegistry meters) {
        this.sql = sql;
        this.queue = queue;
        this.bell = bell;
        this.begun =
                Counter.builder("parley.schedules.begun")
                        .description("Runs that schedules began")
                        .register(meters);
        this.skipped =
                Counter.builder("parley.schedules.skipped")
                        .description("Times of schedules that passed without a run")
                        .register(meters);
    }

    /**
     * A schedule whose time has come.
     *
     * @param at the time that has come
     * @param present the time of the database
     */
    record Due(
            UUID id,
            String tenant,
            String user,
            String cron,
            String timeZone,
            Instant at,
            Instant present,
            boolean busy) {

        static Due read(ResultSet row) throws SQLException {
            return new Due(
                    row.getObject("id", UUID.class),
                    row.getString("tenant"),
                    row.getString("user_id"),
                    row.getString("cron"),
                    row.getString("time_zone"),
                    Objects.requireNonNull(Sql.instant(row, "next_at")),
                    Objects.requireNonNull(Sql.instant(row, "present")),
                    row.getBoolean("busy"));
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            int bite = BITE;
            for (int i = 0; i < MOST_BITES && bite == BITE; i++) {
                bite =
                        TenantScope.callForEveryTenant(
                                () -> QuarkusTransaction.requiringNew().call(this::begin));
            }
        } catch (DatabaseException e) {
            LOG.warnf(
                    "Schedules could not be looked up; the next look is in a second: %s",
                    e.getMessage());
        }
    }

    /** Takes a bite of what is due, and says how much that was. */
    int begin() {
        List<Due> due = sql.list(DUE, Due::read, BITE);
        due.forEach(this::begin);
        if (!due.isEmpty()) {
            bell.ring();
        }
        return due.size();
    }

    private void begin(Due schedule) {
        Instant next = next(schedule);
        String reason = reasonToSkip(schedule);
        if (reason != null) {
            sql.update(SKIPPED, next, schedule.at(), reason, schedule.id());
            skipped.increment();
            LOG.infof("A time of schedule %s passes without a run: %s", schedule.id(), reason);
            return;
        }
        RunId run = RunId.next();
        sql.update(BEGIN, run.value(), schedule.id());
        sql.update(BEGUN, next, schedule.at(), run.value(), schedule.id());
        begun.increment();
    }

    private @Nullable String reasonToSkip(Due schedule) {
        if (schedule.busy()) {
            return "last-run-open";
        }
        return queue.letsIn(schedule.tenant(), schedule.user()) ? null : "queue-full";
    }

    /** The first time from now on: what passed meanwhile is made up for by one run. */
    static @Nullable Instant next(Due schedule) {
        try {
            return Recurrence.of(schedule.cron(), schedule.timeZone())
                    .after(later(schedule.present(), schedule.at()))
                    .orElse(null);
        } catch (ProblemException e) {
            LOG.errorf(
                    "Schedule %s of %s has no further time, since it cannot be read any more: %s",
                    schedule.id(), schedule.tenant(), e.getMessage());
            return null;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

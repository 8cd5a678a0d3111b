package dev.parley.agent.schedule;

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

    private static final String DUE =
            """
            SELECT s.id, s.tenant, s.user_id, s.cron, s.time_zone, s.next_at, s.skip_if_open AND r.id IS NOT NULL AS busy,
                   (SELECT count(*) FROM (SELECT FROM run WHERE tenant = s.tenant AND ended_at IS NULL LIMIT limits.tenant_max) AS t)
                       >= limits.tenant_max
                   OR (SELECT count(*) FROM (SELECT FROM run WHERE tenant = s.tenant AND user_id = s.user_id AND ended_at IS NULL
                                              LIMIT limits.user_max) AS u) >= limits.user_max AS full
              FROM schedule AS s
              LEFT JOIN run AS r ON r.id = s.last_run_id AND r.ended_at IS NULL
             CROSS JOIN LATERAL (SELECT coalesce(q.max_open, all_of.tenant_max_open) AS tenant_max, all_of.user_max_open AS user_max
                                   FROM queue_settings AS all_of LEFT JOIN tenant_quota AS q ON q.tenant = s.tenant) AS limits
             WHERE s.next_at <= now() ORDER BY s.next_at LIMIT ? FOR UPDATE OF s SKIP LOCKED
            """;

    private static final String BEGIN =
            """
            INSERT INTO run (id, tenant, user_id, message_seq, agent_name, priority, content, metadata, max_attempts, schedule_id,
                             status, accepted_at, ready)
            SELECT ?, tenant, user_id, 0, agent_name, priority, content, metadata, max_attempts, id, 'QUEUED', now(), true
              FROM schedule WHERE id = ?
            """;

    private static final String BEGUN =
            "UPDATE schedule SET next_at = ?, last_at = ?, last_run_id = ?, last_skipped = NULL WHERE id = ?";

    private static final String SKIPPED =
            "UPDATE schedule SET next_at = ?, last_at = ?, last_skipped = ?, skipped = skipped + 1 WHERE id = ?";

    private final Sql sql;
    private final QueueBell bell;
    private final Counter begun;
    private final Counter skipped;

    @Inject
    BeginScheduled(Sql sql, QueueBell bell, MeterRegistry meters) {
        this.sql = sql;
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

    /** A schedule whose time has come. */
    private record Due(
            UUID id,
            String tenant,
            String cron,
            String timeZone,
            Instant at,
            boolean busy,
            boolean full) {

        static Due read(ResultSet row) throws SQLException {
            return new Due(
                    row.getObject("id", UUID.class),
                    row.getString("tenant"),
                    row.getString("cron"),
                    row.getString("time_zone"),
                    Objects.requireNonNull(Sql.instant(row, "next_at")),
                    row.getBoolean("busy"),
                    row.getBoolean("full"));
        }

        @Nullable String reasonToSkip() {
            if (full) {
                return "queue-full";
            }
            return busy ? "last-run-open" : null;
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            int bite = BITE;
            while (bite == BITE) {
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
        String reason = schedule.reasonToSkip();
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

    /** The first time from now on: what passed meanwhile is made up for by one run. */
    private static @Nullable Instant next(Due schedule) {
        try {
            return Recurrence.of(schedule.cron(), schedule.timeZone())
                    .after(Instant.now())
                    .orElse(null);
        } catch (ProblemException e) {
            LOG.errorf(
                    "Schedule %s of %s has no further time, since it cannot be read any more: %s",
                    schedule.id(), schedule.tenant(), e.getMessage());
            return null;
        }
    }
}

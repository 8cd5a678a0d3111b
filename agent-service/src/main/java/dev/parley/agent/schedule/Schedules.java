package dev.parley.agent.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agent.AgentError;
import dev.parley.agent.definition.AgentNames;
import dev.parley.agent.queue.DatabaseTime;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.ScheduleId;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Conditions;
import dev.parley.platform.database.Sql;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates, reads, replaces and deletes schedules. */
@ApplicationScoped
class Schedules {

    static final int MOST_OF_A_TENANT = 1_000;

    private static final String COLUMNS =
            """
            SELECT id, user_id, agent_name, content, cron, time_zone, priority, max_attempts, skip_if_open, enabled, metadata, version,
                   next_at, last_at, last_run_id, last_skipped, skipped, created_at, updated_at
              FROM schedule
            """;

    private static final String INSERT =
            """
            INSERT INTO schedule (id, tenant, user_id, user_roles, agent_name, content, cron, time_zone, priority, max_attempts, skip_if_open, enabled,
                                  metadata, version, next_at, created_at, updated_at)
            SELECT ?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?
             WHERE (SELECT count(*) FROM (SELECT FROM schedule WHERE tenant = ? LIMIT ?) AS present) < ?
            """;

    private static final String REPLACE =
            """
            UPDATE schedule SET agent_name = ?, content = ?, cron = ?, time_zone = ?, priority = ?, max_attempts = ?, skip_if_open = ?,
                                enabled = ?, metadata = ?, version = version + 1, next_at = ?, updated_at = ?,
                                user_roles = CASE WHEN user_id = ? THEN ?::text[] ELSE user_roles END
             WHERE id = ? AND tenant = ?
            """;

    private final Sql sql;
    private final DatabaseTime time;
    private final AgentNames agents;
    private final Cursors cursors;
    private final ObjectMapper mapper;

    @Inject
    Schedules(Sql sql, DatabaseTime time, AgentNames agents, Cursors cursors, ObjectMapper mapper) {
        this.sql = sql;
        this.time = time;
        this.agents = agents;
        this.cursors = cursors;
        this.mapper = mapper;
    }

    @Transactional
    ScheduleView create(Caller caller, ScheduleRequest wanted) {
        check(caller, wanted);
        ScheduleId id = ScheduleId.next();
        Instant now = time.now();
        int created =
                sql.update(
                        INSERT,
                        id.value(),
                        caller.tenant(),
                        caller.user(),
                        roles(caller),
                        wanted.agent(),
                        wanted.content(),
                        wanted.cron(),
                        wanted.timeZoneOrDefault(),
                        wanted.priorityOrDefault().ordinal(),
                        wanted.maxAttempts(),
                        wanted.skipsIfOpen(),
                        wanted.isEnabled(),
                        Metadata.write(mapper, wanted.metadata()),
                        next(wanted, now),
                        now,
                        now,
                        caller.tenant(),
                        MOST_OF_A_TENANT,
                        MOST_OF_A_TENANT);
        if (created == 0) {
            throw new ProblemException(
                    AgentError.TOO_MANY_SCHEDULES,
                    "There are " + MOST_OF_A_TENANT + " schedules already; delete one first.");
        }
        return get(caller, id);
    }

    /** Refuses with {@code not-found} what the caller may not see. */
    ScheduleView get(Caller caller, ScheduleId id) {
        Conditions conditions = visible(caller);
        return sql.find(
                        COLUMNS + conditions.where() + " AND id = ?",
                        this::view,
                        conditions.valuesAnd(id.value()))
                .orElseThrow(() -> ProblemException.notFound("schedule"));
    }

    /** Newest first. */
    Page<ScheduleView> list(Caller caller, PageRequest wanted) {
        Cursors.Scope scope =
                Cursors.Scope.of(
                        caller.tenant(),
                        "schedules",
                        caller.seesWholeTenant() ? null : caller.user());
        ScheduleId before =
                wanted.cursor() == null
                        ? null
                        : ScheduleId.parse(cursors.open(scope, wanted.cursor()));
        Conditions conditions = visible(caller);
        conditions.add("id < ?", before == null ? null : before.value());
        List<ScheduleView> rows =
                sql.list(
                        COLUMNS + conditions.where() + " ORDER BY id DESC LIMIT ?",
                        this::view,
                        conditions.valuesAnd(wanted.limit() + 1));
        return Page.of(rows, wanted.limit(), last -> cursors.seal(scope, last.id().toString()));
    }

    /** Refuses a change that is based on an older version. */
    @Transactional
    ScheduleView replace(
            Caller caller, ScheduleId id, OptionalInt expected, ScheduleRequest wanted) {
        lock(caller, id, expected);
        check(caller, wanted);
        Instant now = time.now();
        sql.update(
                REPLACE,
                wanted.agent(),
                wanted.content(),
                wanted.cron(),
                wanted.timeZoneOrDefault(),
                wanted.priorityOrDefault().ordinal(),
                wanted.maxAttempts(),
                wanted.skipsIfOpen(),
                wanted.isEnabled(),
                Metadata.write(mapper, wanted.metadata()),
                next(wanted, now),
                now,
                caller.user(),
                roles(caller),
                id.value(),
                caller.tenant());
        return get(caller, id);
    }

    /** What it began goes on. */
    @Transactional
    void delete(Caller caller, ScheduleId id, OptionalInt expected) {
        lock(caller, id, expected);
        sql.update("DELETE FROM schedule WHERE id = ? AND tenant = ?", id.value(), caller.tenant());
    }

    private void lock(Caller caller, ScheduleId id, OptionalInt expected) {
        sql.find(
                "SELECT true FROM schedule WHERE id = ? AND tenant = ? FOR UPDATE",
                row -> true,
                id.value(),
                caller.tenant());
        ScheduleView present = get(caller, id);
        if (!caller.mayChange(present.user())) {
            throw ProblemException.notYours("schedule");
        }
        if (expected.isPresent() && present.version() != expected.getAsInt()) {
            throw new ProblemException(
                    PlatformError.PRECONDITION_FAILED,
                    "The schedule is at version "
                            + present.version()
                            + " now; read it again and repeat the change on that.");
        }
    }

    private void check(Caller caller, ScheduleRequest wanted) {
        if (!agents.exist(caller.tenant(), wanted.agent())) {
            String message = "There is no agent named \"" + wanted.agent() + "\"; choose another.";
            throw new ProblemException(
                    AgentError.UNKNOWN_AGENT,
                    message,
                    List.of(new FieldError("/agent", "unknown-agent", message)));
        }
    }

    private static @Nullable Instant next(ScheduleRequest wanted, Instant now) {
        Recurrence recurrence = Recurrence.of(wanted.cron(), wanted.timeZoneOrDefault());
        return wanted.isEnabled() ? recurrence.after(now).orElse(null) : null;
    }

    /** An administrator who changes another's schedule changes nothing of what it may do. */
    private static List<String> roles(Caller caller) {
        return List.copyOf(ActingFor.carried(caller.userRoles()));
    }

    private static Conditions visible(Caller caller) {
        Conditions conditions = new Conditions();
        conditions.add("tenant = ?", caller.tenant());
        conditions.add("user_id = ?", caller.seesWholeTenant() ? null : caller.user());
        return conditions;
    }

    private ScheduleView view(ResultSet row) throws SQLException {
        @Nullable UUID lastRun = row.getObject("last_run_id", UUID.class);
        return new ScheduleView(
                new ScheduleId(row.getObject("id", UUID.class)),
                row.getString("user_id"),
                row.getString("agent_name"),
                row.getString("content"),
                row.getString("cron"),
                row.getString("time_zone"),
                Priority.values()[row.getInt("priority")],
                row.getBoolean("skip_if_open")
                        ? ScheduleRequest.Overlap.SKIP
                        : ScheduleRequest.Overlap.ALLOW,
                row.getBoolean("enabled"),
                row.getObject("max_attempts", Integer.class),
                Metadata.read(mapper, row.getString("metadata")),
                Sql.instant(row, "next_at"),
                Sql.instant(row, "last_at"),
                lastRun == null ? null : new RunId(lastRun),
                row.getString("last_skipped"),
                row.getLong("skipped"),
                row.getInt("version"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Objects.requireNonNull(Sql.instant(row, "updated_at")));
    }
}

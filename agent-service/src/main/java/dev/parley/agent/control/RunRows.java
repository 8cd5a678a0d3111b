package dev.parley.agent.control;

import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of runs that callers start themselves. */
@ApplicationScoped
class RunRows {

    private static final String INSERT =
            """
            INSERT INTO run (id, tenant, user_id, user_roles, message_seq, agent_name, priority, content, metadata, max_attempts, status,
                             accepted_at, ready, due_at)
            VALUES (?, ?, ?, ?::text[], 0, ?, ?, ?, ?, ?, 'QUEUED', now(), ?, ?)
            """;

    /**
     * With the agent's version, so that what is taken over of the journal fits, but with the rights
     * that its user has now.
     */
    private static final String RETRY =
            """
            INSERT INTO run (id, tenant, user_id, user_roles, message_seq, agent_name, agent_id, agent_version, priority, content, options,
                             metadata, max_attempts, retry_of, status, accepted_at, ready)
            SELECT ?, tenant, user_id, ?::text[], 0, agent_name, agent_id,
                   agent_version, priority, content, options, metadata, max_attempts, id, 'QUEUED', now(), true
              FROM run WHERE id = ?
            RETURNING priority
            """;

    /** It sees what the original saw of its conversation, and tells nobody there. */
    private static final String REPLAY =
            """
            INSERT INTO run (id, tenant, user_id, user_roles, conversation_id, message_seq, branch, agent_name, agent_id, agent_version,
                             priority, content, options, max_attempts, replay_of, status, accepted_at, ready)
            SELECT ?, tenant, user_id, user_roles, conversation_id, message_seq, branch, agent_name, agent_id, coalesce(?, agent_version),
                   priority, content, options, 1, id, 'QUEUED', now(), true
              FROM run WHERE id = ?
            RETURNING priority
            """;

    private static final String MARK_RETRIED =
            """
            UPDATE run SET retried_by = ?
             WHERE id = ? AND status IN ('FAILED', 'EXPIRED') AND retried_by IS NULL AND replay_of IS NULL
            """;

    private static final String TAKE_OVER =
            """
            INSERT INTO run_step (run_id, step, call_index, tenant, epoch, body, input_hash, started_at, ended_at, planned_by,
                                  earlier_claims)
            SELECT ?, s.step, s.call_index, s.tenant, 0, s.body, s.input_hash, s.started_at, s.ended_at,
                   coalesce(s.planned_by, s.run_id), s.earlier_claims + original.epoch
              FROM run_step AS s JOIN run AS original ON original.id = s.run_id WHERE s.run_id = ? AND s.step < ?
            """;

    private final Sql sql;

    @Inject
    RunRows(Sql sql) {
        this.sql = sql;
    }

    void insert(
            Caller caller,
            RunId run,
            StartRequest wanted,
            String metadata,
            @Nullable Instant dueAt) {
        sql.update(
                INSERT,
                run.value(),
                caller.tenant(),
                caller.user(),
                List.copyOf(ActingFor.carried(caller.userRoles())),
                wanted.agent(),
                wanted.priorityOrDefault().ordinal(),
                wanted.content(),
                metadata,
                wanted.maxAttempts(),
                dueAt == null,
                dueAt);
    }

    /** Whether the original has failed and nobody has tried it again yet. */
    boolean markRetried(RunId original, RunId retry) {
        return sql.update(MARK_RETRIED, retry.value(), original.value()) > 0;
    }

    /** A run that goes on after the last finished step of another. */
    Priority retry(Caller user, RunId run, RunId original) {
        Priority priority =
                priority(
                        RETRY,
                        run.value(),
                        List.copyOf(ActingFor.carried(user.userRoles())),
                        original.value());
        sql.update(TAKE_OVER, run.value(), original.value(), Integer.MAX_VALUE);
        return priority;
    }

    /** A run that does the steps of another anew, from one of them on. */
    Priority replay(RunId run, RunId original, int fromStep, @Nullable Integer agentVersion) {
        Priority priority = priority(REPLAY, run.value(), agentVersion, original.value());
        sql.update(TAKE_OVER, run.value(), original.value(), fromStep);
        return priority;
    }

    /** What the user of a run was allowed. */
    Set<String> roles(RunId run) {
        return sql.find(
                        "SELECT user_roles FROM run WHERE id = ?",
                        row -> Set.of((String[]) row.getArray("user_roles").getArray()),
                        run.value())
                .orElseThrow();
    }

    /** How many steps the journal has of a run. */
    int steps(RunId run) {
        return sql.find(
                        "SELECT count(*) FROM run_step WHERE run_id = ? AND call_index = -1",
                        row -> row.getInt(1),
                        run.value())
                .orElse(0);
    }

    /** Whether the agent of a run has such a version; a built-in agent has none to choose from. */
    boolean hasVersion(RunId run, int version) {
        return sql.find(
                        """
                        SELECT true FROM run JOIN agent_version AS v ON v.tenant = run.tenant AND v.agent_id = run.agent_id
                         WHERE run.id = ? AND v.version = ?
                        """,
                        row -> true,
                        run.value(),
                        version)
                .orElse(false);
    }

    private Priority priority(String insert, @Nullable Object... parameters) {
        return sql.find(insert, row -> Priority.values()[row.getInt(1)], parameters).orElseThrow();
    }
}

package dev.parley.agent.operations;

import dev.parley.agent.ending.CancelRuns;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Handles single runs in the queue. Row security keeps away what is not the operator's. */
@ApplicationScoped
class QueuedRunControl {

    /** How many runs one request cancels at the most. */
    static final int MOST_PURGED = 500;

    /** The latest first: what waits behind another does not become ready by it. */
    private static final String SELECTED =
            """
            SELECT id, tenant FROM run
             WHERE status = 'QUEUED' AND ended_at IS NULL AND started_at IS NULL AND (?::text IS NULL OR tenant = ?) AND (?::text IS NULL OR agent_name = ?)
                   AND (?::smallint IS NULL OR priority = ?::smallint) AND (?::timestamptz IS NULL OR accepted_at < ?::timestamptz)
             ORDER BY accepted_at DESC, id DESC LIMIT ?
            """;

    private static final String MOVE =
            "UPDATE run SET priority = ? WHERE id = ? AND status = 'QUEUED'";

    /** What waited already goes on waiting since then: its deadline moves by all of that. */
    private static final String REQUEUE =
            """
            UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, ready = true, due_at = NULL,
                   queued_at = CASE WHEN status = 'RUNNING' THEN now() ELSE queued_at END
             WHERE id = ? AND (status = 'RUNNING' OR status = 'QUEUED' AND due_at IS NOT NULL)
            """;

    private final Sql sql;
    private final CancelRuns cancellations;

    @Inject
    QueuedRunControl(Sql sql, CancelRuns cancellations) {
        this.sql = sql;
        this.cancellations = cancellations;
    }

    /** Which runs are meant; null means any. */
    record Selection(
            @Nullable String tenant,
            @Nullable String agent,
            @Nullable Priority priority,
            @Nullable Instant acceptedBefore) {}

    /**
     * What a purge did.
     *
     * @param hasMore whether as much as one request does was done, and there may be more
     */
    record Purged(int cancelled, boolean hasMore) {}

    /** A run of a tenant. */
    record Selected(RunId run, String tenant) {}

    /** Which runs a purge would cancel. */
    List<Selected> select(Selection wanted) {
        Integer priority = wanted.priority() == null ? null : wanted.priority().ordinal();
        return sql.list(
                SELECTED,
                row -> new Selected(new RunId(row.getObject(1, UUID.class)), row.getString(2)),
                wanted.tenant(),
                wanted.tenant(),
                wanted.agent(),
                wanted.agent(),
                priority,
                priority,
                wanted.acceptedBefore(),
                wanted.acceptedBefore(),
                MOST_PURGED);
    }

    /** Cancels runs as their owners would; each still ends with its terminal event. */
    Purged purge(List<Selected> selected) {
        selected.forEach(it -> cancellations.cancel(it.tenant(), it.run()));
        return new Purged(selected.size(), selected.size() == MOST_PURGED);
    }

    /** Whether there was such a run that waits. */
    boolean move(RunId run, Priority priority) {
        return sql.update(MOVE, priority.ordinal(), run.value()) > 0;
    }

    boolean exists(RunId run) {
        return sql.find("SELECT true FROM run WHERE id = ?", row -> true, run.value()).isPresent();
    }

    /**
     * Takes a run from its worker, for another one to go on, or makes one ready that waits for its
     * time; whether there was such a run.
     */
    boolean requeue(RunId run) {
        return sql.update(REQUEUE, run.value()) > 0;
    }
}

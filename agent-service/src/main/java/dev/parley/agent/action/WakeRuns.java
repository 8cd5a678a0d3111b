package dev.parley.agent.action;

import dev.parley.agent.queue.QueueBell;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;

/**
 * Lets runs go on whose calls have been decided on. One that is woken for nothing looks, and waits
 * again; one that parks just then looks by itself a moment later.
 */
@ApplicationScoped
public class WakeRuns {

    /**
     * One that looks at this moment may have looked too early: it forgets what it waited for, and
     * looks again soon.
     */
    private static final String WAKE =
            """
            UPDATE run SET ready = ready OR status = 'QUEUED', due_at = CASE WHEN status = 'RUNNING' THEN due_at END,
                           required_actions = CASE WHEN status = 'QUEUED' THEN required_actions END
             WHERE id = ANY (?) AND required_actions IS NOT NULL AND (status = 'QUEUED' AND NOT ready OR status = 'RUNNING')
            """;

    private final Sql sql;
    private final QueueBell bell;

    @Inject
    WakeRuns(Sql sql, QueueBell bell) {
        this.sql = sql;
        this.bell = bell;
    }

    /** Wakes those of them that wait, of the tenants in scope. */
    public void wake(Collection<RunId> runs) {
        if (!runs.isEmpty() && sql.update(WAKE, runs.stream().map(RunId::value).toList()) > 0) {
            bell.ring();
        }
    }
}

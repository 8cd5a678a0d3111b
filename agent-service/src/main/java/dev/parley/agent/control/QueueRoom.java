package dev.parley.agent.control;

import dev.parley.agent.AgentError;
import dev.parley.agent.outlook.Outlook;
import dev.parley.agent.outlook.Outlooks;
import dev.parley.contracts.event.Priority;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Refuses runs beyond the limits of the queue, in the transaction that would insert them. Starts of
 * one tenant take turns, so that none passes a limit by being counted at the same moment.
 */
@ApplicationScoped
class QueueRoom {

    private static final Duration COME_BACK_IN = Duration.ofSeconds(5);

    private static final String LIMITS =
            """
            SELECT coalesce(q.max_open, s.tenant_max_open), s.user_max_open
              FROM queue_settings AS s LEFT JOIN tenant_quota AS q ON q.tenant = ?
            """;

    private static final String OPEN =
            """
            SELECT (SELECT count(*) FROM (SELECT FROM run WHERE tenant = ? AND ended_at IS NULL LIMIT ?) AS t),
                   (SELECT count(*) FROM (SELECT FROM run WHERE tenant = ? AND user_id = ? AND ended_at IS NULL LIMIT ?) AS u)
            """;

    private final Sql sql;
    private final Outlooks outlooks;

    @Inject
    QueueRoom(Sql sql, Outlooks outlooks) {
        this.sql = sql;
        this.outlooks = outlooks;
    }

    /** How many runs without an end there are, or may be: of a tenant and of a user. */
    record Open(long ofTenant, long ofUser) {}

    /**
     * What a caller may have in the queue, and what the next run can expect there.
     *
     * @param outlook empty if nobody can tell
     */
    record Room(Open limits, Optional<Outlook> outlook) {}

    /** Looks at the queue, outside a request's transaction, which sees only its tenant. */
    Room look(Caller caller, Priority priority) {
        Open limits =
                TenantScope.callForEveryTenant(() ->
                        sql.find(
                                        LIMITS,
                                        row -> new Open(row.getLong(1), row.getLong(2)),
                                        caller.tenant())
                                .orElseThrow());
        return new Room(limits, outlooks.ofNext(caller.tenant(), priority));
    }

    /** Refuses with {@code queue-full} if the caller or its tenant has too much open. */
    void require(Caller caller, Room room) {
        sql.find("SELECT pg_advisory_xact_lock(7202, hashtext(?))", row -> true, caller.tenant());
        Open limits = room.limits();
        Open open =
                sql.find(
                                OPEN,
                                row -> new Open(row.getLong(1), row.getLong(2)),
                                caller.tenant(),
                                limits.ofTenant(),
                                caller.tenant(),
                                caller.user(),
                                limits.ofUser())
                        .orElseThrow();
        if (open.ofUser() >= limits.ofUser()) {
            throw full("Your unfinished runs are", limits.ofUser());
        }
        if (open.ofTenant() >= limits.ofTenant()) {
            throw full("Your organisation's unfinished runs are", limits.ofTenant());
        }
    }

    private static ProblemException full(String whose, long limit) {
        return ProblemException.retryLater(
                AgentError.QUEUE_FULL,
                "%s as many as may wait, %d; try again when some are finished."
                        .formatted(whose, limit),
                COME_BACK_IN,
                null);
    }
}

package dev.parley.agent.control;

import dev.parley.agent.AgentError;
import dev.parley.agent.outlook.OpenRuns;
import dev.parley.agent.outlook.Outlook;
import dev.parley.agent.outlook.Outlooks;
import dev.parley.contracts.event.Priority;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Refuses runs beyond the limits of the queue, in the transaction that would insert them. */
@ApplicationScoped
public class QueueRoom {

    private static final Duration COME_BACK_IN = Duration.ofSeconds(5);

    private static final String LIMITS =
            """
            SELECT s.max_open, coalesce(q.max_open, s.tenant_max_open), s.user_max_open
              FROM queue_settings AS s LEFT JOIN tenant_quota AS q ON q.tenant = ?
            """;

    private final Sql sql;
    private final OpenRuns open;
    private final Outlooks outlooks;

    @Inject
    QueueRoom(Sql sql, OpenRuns open, Outlooks outlooks) {
        this.sql = sql;
        this.open = open;
        this.outlooks = outlooks;
    }

    /** How many runs without an end there may be: of all, of a tenant and of a user. */
    private record Limits(long ofAll, long ofTenant, long ofUser) {

        static Limits read(ResultSet row) throws SQLException {
            return new Limits(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    record Part(String whose, OpenRuns.Count open, long limit) {}

    /**
     * What a caller may have in the queue, and what the next run can expect there.
     *
     * @param parts the narrowest limit first
     * @param outlook empty if nobody can tell
     */
    record Room(String tenant, Priority priority, List<Part> parts, Optional<Outlook> outlook) {}

    /** Looks at the queue, outside a request's transaction, which sees only its tenant. */
    Room look(Caller caller, Priority priority) {
        return new Room(
                caller.tenant(),
                priority,
                parts(caller.tenant(), caller.user()),
                outlooks.ofNext(caller.tenant(), priority));
    }

    /** Whether a run of a user has room that begins by itself; if so, it has taken it. */
    public boolean letsIn(String tenant, String user) {
        return parts(tenant, user).stream().allMatch(part -> part.open().enter(part.limit()));
    }

    private List<Part> parts(String tenant, String user) {
        Limits limits =
                TenantScope.callForEveryTenant(
                        () -> sql.find(LIMITS, Limits::read, tenant).orElseThrow());
        return List.of(
                part(
                        "Your unfinished runs are",
                        new OpenRuns.Whose.User(tenant, user),
                        limits.ofUser()),
                part(
                        "Your organisation's unfinished runs are",
                        new OpenRuns.Whose.Tenant(tenant),
                        limits.ofTenant()),
                part("All unfinished runs are", new OpenRuns.Whose.All(), limits.ofAll()));
    }

    private Part part(String whose, OpenRuns.Whose counted, long limit) {
        return new Part(whose, open.count(counted, limit), limit);
    }

    /** Refuses with {@code queue-full} if the caller, its tenant or everybody has too much open. */
    void require(Room room) {
        for (Part part : room.parts()) {
            if (!part.open().enter(part.limit())) {
                throw full(part.whose(), part.limit());
            }
        }
        outlooks.accepted(room.tenant(), room.priority());
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

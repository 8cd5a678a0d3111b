package dev.parley.agent.queue;

import dev.parley.agent.definition.Limits;
import dev.parley.contracts.id.AgentId;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import dev.parley.platform.telemetry.InstanceIdentity;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The run queue: a table, held by leases in database time. Which ready runs come next is decided by
 * the database function {@code claim_runs} alone.
 */
@ApplicationScoped
class RunQueue {

    /** Skips a run that is just being ended: waiting for it would hold up all the others. */
    private static final String RENEW =
            """
            UPDATE run SET lease_until = now() + ? * interval '1 ms'
             WHERE id IN (SELECT id FROM run WHERE id = ANY (?) AND owner = ? AND status = 'RUNNING'
                             FOR NO KEY UPDATE SKIP LOCKED)
            """;

    private static final String HELD =
            "SELECT id, epoch FROM run WHERE id = ANY (?) AND owner = ? AND status = 'RUNNING'";

    /** A crash is written down, too: the third is the end of a run, and somebody will ask why. */
    private static final String REQUEUE =
            """
            WITH lost AS (
                SELECT id, tenant, epoch, owner FROM run WHERE status = 'RUNNING' AND %s FOR UPDATE SKIP LOCKED
            ), requeued AS (
                UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, queued_at = now(), crashes = crashes + 1
                 WHERE id IN (SELECT id FROM lost)
            )
            INSERT INTO run_failure (run_id, epoch, tenant, worker, step, code, detail)
            SELECT id, epoch, tenant, owner, coalesce((SELECT max(step) FROM run_step WHERE run_id = lost.id), 0), 'worker-lost',
                   'The process vanished, or did not react any more, while it had the run.'
              FROM lost
            """;

    private static final String REQUEUE_EXPIRED = REQUEUE.formatted("lease_until < now()");

    /**
     * The successor of a crashed process under the same name need not wait for the leases of the
     * dead one.
     */
    private static final String REQUEUE_PREDECESSORS =
            REQUEUE.formatted("owner LIKE ? AND owner <> ?");

    private static final String RELEASE =
            """
            UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, queued_at = now()
             WHERE id = ANY (?) AND owner = ? AND status = 'RUNNING'
            """;

    private final Sql sql;
    private final ClaimStatement claim;
    private final RunQueueConfig config;
    private final String instance;
    private final String owner;

    @Inject
    RunQueue(Sql sql, ClaimStatement claim, RunQueueConfig config, InstanceIdentity identity) {
        this.sql = sql;
        this.claim = claim;
        this.config = config;
        this.instance = identity.instance();
        this.owner = instance + ':' + UUID.randomUUID();
    }

    /**
     * Claims the runs whose turn it is, in one round trip.
     *
     * @param slots how many runs this process executes side by side
     * @param busy how many of them it executes now, by pool
     */
    List<ClaimedRun> claim(int slots, Map<String, Integer> busy) {
        ClaimStatement.Claimer claimer =
                new ClaimStatement.Claimer(
                        owner, config.lease(), Limits.DEFAULT_TIMEOUT, slots, busy);
        return TenantScope.callForEveryTenant(() -> claim.execute(claimer, RunQueue::read));
    }

    /** Which of the runs of this process are to leave their slots to more urgent ones. */
    List<RunId> toPreempt() {
        return TenantScope.callForEveryTenant(() ->
                sql.list(
                        "SELECT * FROM runs_to_preempt() AS r (id, owner) WHERE owner = ?",
                        row -> new RunId(row.getObject(1, UUID.class)),
                        owner));
    }

    /** Prolongs leases, and says which of them still hold. */
    Set<ActiveRuns.Claim> renew(Collection<ActiveRuns.Claim> claims) {
        List<UUID> ids = claims.stream().map(it -> it.run().value()).toList();
        return TenantScope.callForEveryTenant(() -> {
            sql.update(RENEW, config.lease().toMillis(), ids, owner);
            return new HashSet<>(
                    sql.list(
                            HELD,
                            row ->
                                    new ActiveRuns.Claim(
                                            new RunId(row.getObject(1, UUID.class)), row.getInt(2)),
                            ids,
                            owner));
        });
    }

    /** Puts runs whose lease has run out back into the queue, and says how many. */
    int requeueExpired() {
        return TenantScope.callForEveryTenant(() -> sql.update(REQUEUE_EXPIRED));
    }

    /**
     * Puts runs of an earlier process under this instance's name back into the queue, and says how
     * many.
     */
    int requeuePredecessors() {
        String earlier =
                instance.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + ":%";
        return TenantScope.callForEveryTenant(
                () -> sql.update(REQUEUE_PREDECESSORS, earlier, owner));
    }

    /** Gives runs back, for another worker to go on. */
    void release(Collection<RunId> runs) {
        List<UUID> ids = runs.stream().map(RunId::value).toList();
        TenantScope.callForEveryTenant(() -> sql.update(RELEASE, ids, owner));
    }

    private static ClaimedRun read(ResultSet row) throws SQLException {
        @Nullable UUID conversation = row.getObject("conversation_id", UUID.class);
        @Nullable UUID agent = row.getObject("agent_id", UUID.class);
        @Nullable UUID replayed = row.getObject("replay_of", UUID.class);
        @Nullable Integer version = row.getObject("agent_version", Integer.class);
        return new ClaimedRun(
                new RunId(row.getObject("id", UUID.class)),
                row.getString("tenant"),
                row.getString("user_id"),
                Set.of((String[]) row.getArray("user_roles").getArray()),
                conversation == null ? null : new ConversationId(conversation),
                row.getLong("message_seq"),
                row.getString("agent_name"),
                agent == null ? null : new AgentId(agent),
                version,
                row.getString("content"),
                row.getInt("branch"),
                RunColumns.options(row.getString("options")),
                row.getBoolean("cancel_requested"),
                row.getString("traceparent"),
                row.getInt("epoch"),
                row.getInt("crashes"),
                row.getInt("failures"),
                row.getObject("max_attempts", Integer.class),
                row.getBoolean("takes_over"),
                replayed == null ? null : new RunId(replayed),
                row.getString("owner"),
                row.getString("pool"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(Math.round(row.getDouble("seconds_left") * 1000)));
    }
}

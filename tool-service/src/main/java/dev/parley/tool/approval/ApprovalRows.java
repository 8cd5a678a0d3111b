package dev.parley.tool.approval;

import dev.parley.contracts.id.ApprovalId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.Role;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of approvals; the database's clock says what has expired. */
@ApplicationScoped
public class ApprovalRows {

    private static final String INSERT =
            """
            INSERT INTO approval (tenant, id, call_id, execution_id, tool, tool_key, arguments, arguments_hash, requested_by, run_id,
                                  conversation_id, agent, four_eyes, approvers, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid, ?::uuid, ?, ?, ?, now() + ? * interval '1 ms')
            """;

    private static final String COLUMNS =
            """
            SELECT tenant, id, call_id, execution_id, tool, tool_key, arguments, arguments_hash, requested_by, run_id, conversation_id,
                   agent, four_eyes, approvers, status, decided_by, decided_at, reason, edited, used_at, created_at, expires_at
              FROM approval
            """;

    private static final String VISIBLE =
            """
            WHERE tenant = ? AND status = ? AND id < ?
              AND (requested_by = ? OR ? OR (approvers = '{}' AND ?) OR approvers && ?) ORDER BY id DESC LIMIT ?
            """;

    private static final String DECIDE =
            """
            UPDATE approval SET status = ?, decided_by = ?, decided_at = now(), reason = ?, arguments = coalesce(?, arguments),
                                arguments_hash = coalesce(?, arguments_hash), edited = ?
             WHERE tenant = ? AND id = ? AND status = 'PENDING'
            """;

    /** Greater than any id. */
    private static final UUID END = new UUID(-1L, -1L);

    private final Sql sql;

    @Inject
    ApprovalRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * What somebody decides.
     *
     * @param arguments instead of those that were asked for; null to leave them
     */
    public record Decision(
            ApprovalStatus status,
            @Nullable String by,
            @Nullable String reason,
            @Nullable String arguments,
            @Nullable String argumentsHash) {}

    /** Asks for an approval, to be decided within a time. */
    public void insert(Approval asked, Duration life) {
        sql.update(
                INSERT,
                asked.tenant(),
                asked.id().value(),
                asked.callId(),
                asked.executionId(),
                asked.tool(),
                asked.toolKey(),
                asked.arguments(),
                asked.argumentsHash(),
                asked.requestedBy(),
                asked.run(),
                asked.conversation(),
                asked.agent(),
                asked.fourEyes(),
                asked.approvers(),
                life.toMillis());
    }

    /** One of a tenant. */
    public Optional<Approval> find(String tenant, ApprovalId id) {
        return sql.find(
                COLUMNS + " WHERE tenant = ? AND id = ?", ApprovalRows::read, tenant, id.value());
    }

    /** Locks it, and says whether its time is over. */
    public Optional<Locked> lock(String tenant, ApprovalId id) {
        return sql.find(
                COLUMNS.replace("FROM approval", ", expires_at <= now() AS over FROM approval")
                        + " WHERE tenant = ? AND id = ? FOR UPDATE",
                row -> new Locked(read(row), row.getBoolean("over")),
                tenant,
                id.value());
    }

    /** A row that nobody else changes until the transaction ends. */
    public record Locked(Approval approval, boolean over) {}

    /** The newest that the caller sees below {@code before}, the newest first. */
    List<Approval> page(Caller caller, ApprovalStatus status, @Nullable UUID before, int limit) {
        boolean all = caller.seesWholeTenant() || caller.userRoles().contains(Role.ADMIN);
        return sql.list(
                COLUMNS + VISIBLE,
                ApprovalRows::read,
                caller.tenant(),
                status,
                Objects.requireNonNullElse(before, END),
                caller.user(),
                all,
                caller.userRoles().contains(Role.OPERATOR),
                List.copyOf(caller.userRoles()),
                limit);
    }

    /** False if it was decided before. */
    public boolean decide(Approval approval, Decision decision) {
        return sql.update(
                        DECIDE,
                        decision.status(),
                        decision.by(),
                        decision.reason(),
                        decision.arguments(),
                        decision.argumentsHash(),
                        decision.arguments() != null,
                        approval.tenant(),
                        approval.id().value())
                == 1;
    }

    /** Of all tenants, those that nobody decided on in time. */
    public List<Due> due(int limit) {
        return TenantScope.callForEveryTenant(() ->
                sql.list(
                        "SELECT tenant, id FROM approval WHERE status = 'PENDING' AND expires_at <= now() ORDER BY expires_at LIMIT ?",
                        row ->
                                new Due(
                                        row.getString("tenant"),
                                        new ApprovalId(row.getObject("id", UUID.class))),
                        limit));
    }

    /** One whose time is over. */
    public record Due(String tenant, ApprovalId id) {}

    private static Approval read(ResultSet row) throws SQLException {
        return new Approval(
                row.getString("tenant"),
                new ApprovalId(row.getObject("id", UUID.class)),
                row.getString("call_id"),
                row.getObject("execution_id", UUID.class),
                row.getString("tool"),
                row.getString("tool_key"),
                row.getString("arguments"),
                row.getString("arguments_hash"),
                row.getString("requested_by"),
                row.getObject("run_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getString("agent"),
                row.getBoolean("four_eyes"),
                List.of((String[]) Objects.requireNonNull(row.getArray("approvers")).getArray()),
                ApprovalStatus.valueOf(row.getString("status")),
                row.getString("decided_by"),
                Sql.instant(row, "decided_at"),
                row.getString("reason"),
                row.getBoolean("edited"),
                Sql.instant(row, "used_at"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Objects.requireNonNull(Sql.instant(row, "expires_at")));
    }
}

package dev.parley.tool.mcp.remote.sync;

import dev.parley.platform.database.Sql;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.session.Link;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whose turn it is, in Postgres. */
@ApplicationScoped
class TurnRows {

    private static final String BEGIN =
            """
            UPDATE mcp_server_sync s
               SET turn = s.turn + 1, began_at = now(), busy_until = now() + ? * interval '1 ms'
             WHERE (s.tenant, s.server_id) IN (%s)
            RETURNING s.tenant, s.server_id, s.turn, s.synced_at IS NULL AS first, s.failures
            """;

    private static final String CLAIM_DUE =
            BEGIN.formatted(
                    """
                    SELECT d.tenant, d.server_id FROM mcp_server_sync d
                     WHERE (d.tenant, d.server_id) IN (
                        SELECT DISTINCT ON (x.tenant) x.tenant, x.server_id FROM mcp_server_sync x
                          JOIN mcp_server m ON m.tenant = x.tenant AND m.id = x.server_id
                         WHERE x.due_at <= now() AND x.busy_until <= now() AND m.enabled AND NOT x.tenant = ANY (?)
                         ORDER BY x.tenant, x.due_at)
                       AND d.due_at <= now() AND d.busy_until <= now()
                     ORDER BY d.due_at LIMIT ? FOR UPDATE SKIP LOCKED
                    """);

    private static final String CLAIM_ONE =
            BEGIN.formatted(
                    "SELECT d.tenant, d.server_id FROM mcp_server_sync d WHERE d.tenant = ? AND d.server_id = ? AND d.busy_until <= now() FOR UPDATE SKIP LOCKED");

    private static final String SUCCEED =
            """
            UPDATE mcp_server_sync
               SET busy_until = '-infinity', failures = 0, synced_at = now(), fault = NULL, fault_text = NULL,
                   revision = ?, server_name = ?, server_version = ?, tells_changes = ?,
                   due_at = CASE WHEN hinted_at >= began_at THEN now() + interval '5 s'
                                 ELSE now() + ? * interval '1 ms' END
             WHERE tenant = ? AND server_id = ? AND turn = ?
            """;

    private static final String FAIL =
            """
            UPDATE mcp_server_sync
               SET busy_until = '-infinity', failures = failures + 1, fault = ?, fault_text = ?,
                   due_at = now() + ? * interval '1 ms'
             WHERE tenant = ? AND server_id = ? AND turn = ?
            """;

    private final Sql sql;

    @Inject
    TurnRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * Takes turns that are due, the oldest first, one of each tenant.
     *
     * @param busy the tenants that are served by this process enough already
     */
    List<Turn> claimDue(Duration lease, Collection<String> busy, int most) {
        return sql.list(CLAIM_DUE, TurnRows::turn, lease.toMillis(), busy, most);
    }

    /** Takes the turn of one server, due or not; nothing if somebody has it. */
    Optional<Turn> claim(Duration lease, String tenant, UUID server) {
        return sql.find(CLAIM_ONE, TurnRows::turn, lease.toMillis(), tenant, server);
    }

    /** Ends a turn that went well; false if it is no longer this process's. */
    boolean succeed(Turn turn, Link link, Duration pause) {
        return sql.update(
                        SUCCEED,
                        link.revision().version(),
                        link.facts().name(),
                        link.facts().version(),
                        link.facts().tellsChanges(),
                        pause.toMillis(),
                        turn.tenant(),
                        turn.server(),
                        turn.number())
                == 1;
    }

    /** Notes what was not taken in a turn that went well. */
    void leaveOut(Turn turn, String leftOut) {
        sql.update(
                "UPDATE mcp_server_sync SET left_out = ? WHERE tenant = ? AND server_id = ?",
                leftOut,
                turn.tenant(),
                turn.server());
    }

    /** Ends a turn that did not go well. */
    void fail(Turn turn, Fault fault, Duration pause) {
        sql.update(
                FAIL,
                fault.reason().code(),
                fault.text(),
                pause.toMillis(),
                turn.tenant(),
                turn.server(),
                turn.number());
    }

    private static Turn turn(ResultSet row) throws SQLException {
        return new Turn(
                row.getString("tenant"),
                row.getObject("server_id", UUID.class),
                row.getLong("turn"),
                row.getBoolean("first"),
                row.getInt("failures"));
    }
}

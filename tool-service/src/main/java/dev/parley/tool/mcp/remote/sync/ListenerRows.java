package dev.parley.tool.mcp.remote.sync;

import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which process listens to which server, in Postgres. */
@ApplicationScoped
class ListenerRows {

    private static final String CLAIM =
            """
            UPDATE mcp_server_sync s SET listener = ?, listening_until = now() + ? * interval '1 ms'
             WHERE (s.tenant, s.server_id) IN (
                SELECT d.tenant, d.server_id FROM mcp_server_sync d
                  JOIN mcp_server m ON m.tenant = d.tenant AND m.id = d.server_id
                 WHERE d.tells_changes AND d.listening_until <= now() AND m.enabled
                 ORDER BY d.listening_until LIMIT ? FOR UPDATE OF d SKIP LOCKED)
            RETURNING s.tenant, s.server_id
            """;

    private static final String KEEP =
            """
            UPDATE mcp_server_sync s SET listening_until = now() + ? * interval '1 ms'
              FROM mcp_server m
             WHERE m.tenant = s.tenant AND m.id = s.server_id AND m.enabled AND s.listener = ? AND s.server_id = ANY (?)
            RETURNING s.server_id
            """;

    private final Sql sql;

    @Inject
    ListenerRows(Sql sql) {
        this.sql = sql;
    }

    /** A server that this process listens to. */
    record Claimed(String tenant, UUID server) {}

    /** Takes servers that nobody listens to, those first that have waited longest. */
    List<Claimed> claim(String listener, Duration lease, int most) {
        return sql.list(
                CLAIM,
                row -> new Claimed(row.getString("tenant"), row.getObject("server_id", UUID.class)),
                listener,
                lease.toMillis(),
                most);
    }

    /** Goes on listening to these; says to which it may. */
    List<UUID> keep(String listener, Duration lease, Collection<UUID> servers) {
        return sql.list(
                KEEP,
                row -> row.getObject("server_id", UUID.class),
                lease.toMillis(),
                listener,
                servers);
    }

    /** Leaves a server alone for a while, whoever would listen to it then. */
    void release(String listener, Claimed claimed, Duration pause) {
        sql.update(
                "UPDATE mcp_server_sync SET listener = NULL, listening_until = now() + ? * interval '1 ms' WHERE tenant = ? AND server_id = ? AND listener = ?",
                pause.toMillis(),
                claimed.tenant(),
                claimed.server(),
                listener);
    }
}

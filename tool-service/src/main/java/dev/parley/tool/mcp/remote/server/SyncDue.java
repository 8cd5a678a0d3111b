package dev.parley.tool.mcp.remote.server;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Says that a server's tools should be listed soon, because it says that they have changed. */
@ApplicationScoped
public class SyncDue {

    private static final Logger LOG = Logger.getLogger(SyncDue.class);

    /**
     * However often a server says so, it is listed no more often than every five seconds. A list
     * that is being fetched meanwhile may be the old one: the time of the hint tells.
     */
    private static final String SOON =
            """
            UPDATE mcp_server_sync
               SET hinted_at = now(),
                   due_at = LEAST(due_at, GREATEST(now(), COALESCE(synced_at, '-infinity') + interval '5 s'))
             WHERE tenant = ? AND server_id = ?
            """;

    private final Sql sql;

    @Inject
    SyncDue(Sql sql) {
        this.sql = sql;
    }

    /** The list of a server is fetched soon. */
    public void soon(String tenant, UUID id) {
        try {
            TenantScope.call(tenant, () -> sql.update(SOON, tenant, id));
        } catch (DatabaseException e) {
            LOG.warnf("A change of an MCP server's tools is seen later: %s", e.getMessage());
        }
    }
}

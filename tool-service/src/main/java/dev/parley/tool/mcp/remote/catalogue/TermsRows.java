package dev.parley.tool.mcp.remote.catalogue;

import dev.parley.platform.database.Sql;
import dev.parley.tool.remote.RemoteTools.NewTerms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The terms of tools in Postgres. */
@ApplicationScoped
public class TermsRows {

    private static final String INSERT =
            """
            INSERT INTO mcp_server_tool_terms (tenant, server_id, remote_name, version, terms, tags, changed_by, changed_at)
            SELECT tenant, id, ?, 1, ?, ?, ?, now() FROM mcp_server WHERE tenant = ? AND id = ? FOR KEY SHARE
            ON CONFLICT DO NOTHING
            """;

    private static final String UPDATE =
            """
            UPDATE mcp_server_tool_terms
               SET version = version + 1, terms = ?, tags = ?, changed_by = ?, changed_at = now()
             WHERE tenant = ? AND server_id = ? AND remote_name = ? AND version = ?
            """;

    private static final String KEEPING =
            """
            SELECT t.name FROM mcp_server_tool t
              LEFT JOIN mcp_server_tool_terms r
                ON r.tenant = t.tenant AND r.server_id = t.server_id AND r.remote_name = t.remote_name
             WHERE t.tenant = ? AND (t.name = ANY (?) OR r.tags && ?)
            """;

    private final Sql sql;

    @Inject
    TermsRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * Sets the terms of a tool.
     *
     * @param expected the version that they have now; 0 for none
     * @return false if they have another
     */
    public boolean set(StoredTool tool, int expected, NewTerms terms) {
        int changed =
                expected == 0
                        ? sql.update(
                                INSERT,
                                tool.remoteName(),
                                terms.json(),
                                terms.tags(),
                                terms.by(),
                                tool.tenant(),
                                tool.serverId())
                        : sql.update(
                                UPDATE,
                                terms.json(),
                                terms.tags(),
                                terms.by(),
                                tool.tenant(),
                                tool.serverId(),
                                tool.remoteName(),
                                expected);
        return changed == 1;
    }

    /** The tools of a tenant that are named, or whose terms have one for a tag. */
    public List<String> keeping(String tenant, List<String> names) {
        return sql.list(KEEPING, row -> row.getString(1), tenant, names, names);
    }
}

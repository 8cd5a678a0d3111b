package dev.parley.tool.mcp.remote.catalogue;

import dev.parley.platform.database.Sql;
import dev.parley.tool.mcp.remote.catalogue.StoredTool.Approval;
import dev.parley.tool.mcp.remote.server.ServerRows;
import dev.parley.tool.mcp.remote.server.StoredServer;
import dev.parley.tool.remote.RemoteTool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tools in Postgres. */
@ApplicationScoped
public class ToolRows {

    private static final String COLUMNS =
            "SELECT t.tenant, t.server_id, t.remote_name, t.name, t.title, t.description, t.input_schema, t.output_schema, t.hints, t.hash, t.state, t.approved_hash, t.approved_by, t.approved_at, t.updated_at";
    private static final String TOOLS = COLUMNS + " FROM mcp_server_tool t";

    private static final String CALLABLE =
            COLUMNS
                    + ServerRows.JOINED
                    + """
                    , r.version AS terms_version, r.terms, r.changed_at AS terms_changed_at
                      FROM mcp_server_tool t
                      JOIN mcp_server m ON m.tenant = t.tenant AND m.id = t.server_id
                      LEFT JOIN mcp_server_tool_terms r
                        ON r.tenant = t.tenant AND r.server_id = t.server_id AND r.remote_name = t.remote_name
                     WHERE t.tenant = ? AND t.state = 'ACTIVE' AND m.enabled
                    """;

    private static final String UPSERT =
            """
            INSERT INTO mcp_server_tool (tenant, server_id, remote_name, name, title, description, input_schema, output_schema,
                                         hints, hash, state, approved_hash, approved_by, approved_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, server_id, remote_name) DO UPDATE
               SET name = excluded.name, title = excluded.title, description = excluded.description,
                   input_schema = excluded.input_schema, output_schema = excluded.output_schema, hints = excluded.hints,
                   hash = excluded.hash, state = excluded.state, approved_hash = excluded.approved_hash,
                   approved_by = excluded.approved_by, approved_at = excluded.approved_at,
                   updated_at = excluded.updated_at
            """;

    /** A server that lists other names each time would fill the table. */
    private static final String FORGET =
            """
            DELETE FROM mcp_server_tool WHERE tenant = ? AND server_id = ? AND remote_name IN (
                SELECT remote_name FROM mcp_server_tool
                 WHERE tenant = ? AND server_id = ? AND state = 'GONE' ORDER BY updated_at DESC OFFSET ?)
            """;

    private final Sql sql;

    @Inject
    ToolRows(Sql sql) {
        this.sql = sql;
    }

    /** All tools of a server, whatever their state, locked. */
    List<StoredTool> lockAll(String tenant, UUID server) {
        return sql.list(
                TOOLS + " WHERE tenant = ? AND server_id = ? ORDER BY remote_name FOR UPDATE",
                ToolRows::read,
                tenant,
                server);
    }

    /** By the name that the server has for them, beginning after {@code after}. */
    List<StoredTool> page(String tenant, UUID server, String after, int limit) {
        return sql.list(
                TOOLS
                        + " WHERE tenant = ? AND server_id = ? AND remote_name > ? ORDER BY remote_name LIMIT ?",
                ToolRows::read,
                tenant,
                server,
                after,
                limit);
    }

    /**
     * A tool by the name that its server has for it, or else by that under which models know it.
     */
    Optional<StoredTool> lock(String tenant, UUID server, String name) {
        return sql.find(
                TOOLS
                        + " WHERE tenant = ? AND server_id = ? AND (remote_name = ? OR name = ?) ORDER BY remote_name <> ? FOR UPDATE",
                ToolRows::read,
                tenant,
                server,
                name,
                name,
                name);
    }

    /** Those of a tenant that can be called, by name, beginning after {@code after}. */
    public List<Callable> callable(String tenant, String after, int limit) {
        return sql.list(
                CALLABLE + " AND t.name > ? ORDER BY t.name LIMIT ?",
                ToolRows::callable,
                tenant,
                after,
                limit);
    }

    /** One of them by the name under which models know it. */
    public Optional<Callable> callable(String tenant, String name) {
        return sql.find(CALLABLE + " AND t.name = ?", ToolRows::callable, tenant, name);
    }

    /** A tool that can be called, its server, and on what terms if somebody has said. */
    public record Callable(StoredTool tool, StoredServer server, @Nullable TermsSince terms) {}

    /** Terms, and since when they hold. */
    public record TermsSince(RemoteTool.Terms terms, Instant at) {}

    private static Callable callable(ResultSet row) throws SQLException {
        return new Callable(read(row), ServerRows.joined(row), terms(row));
    }

    private static @Nullable TermsSince terms(ResultSet row) throws SQLException {
        String terms = row.getString("terms");
        return terms == null
                ? null
                : new TermsSince(
                        new RemoteTool.Terms(row.getInt("terms_version"), terms),
                        time(row, "terms_changed_at"));
    }

    void write(List<StoredTool> tools) {
        sql.batch(UPSERT, tools.stream().map(ToolRows::columns).toList());
    }

    /** Forgets tools that are gone, but for the latest. */
    void forgetGone(String tenant, UUID server, int kept) {
        sql.update(FORGET, tenant, server, tenant, server, kept);
    }

    void rename(String tenant, UUID server, String remoteName, String name) {
        sql.update(
                "UPDATE mcp_server_tool SET name = ? WHERE tenant = ? AND server_id = ? AND remote_name = ?",
                name,
                tenant,
                server,
                remoteName);
    }

    private static @Nullable Object[] columns(StoredTool tool) {
        Approval approval = tool.approval();
        return new @Nullable Object[] {
            tool.tenant(),
            tool.serverId(),
            tool.remoteName(),
            tool.name(),
            tool.title(),
            tool.description(),
            tool.inputSchema(),
            tool.outputSchema(),
            tool.hints(),
            tool.hash(),
            tool.state(),
            approval == null ? null : approval.hash(),
            approval == null ? null : approval.by(),
            approval == null ? null : approval.at(),
            tool.updatedAt()
        };
    }

    private static StoredTool read(ResultSet row) throws SQLException {
        return new StoredTool(
                row.getString("tenant"),
                row.getObject("server_id", UUID.class),
                row.getString("remote_name"),
                row.getString("name"),
                row.getString("title"),
                row.getString("description"),
                row.getString("input_schema"),
                row.getString("output_schema"),
                row.getString("hints"),
                row.getString("hash"),
                ToolState.valueOf(row.getString("state")),
                approval(row),
                time(row, "updated_at"));
    }

    private static @Nullable Approval approval(ResultSet row) throws SQLException {
        String hash = row.getString("approved_hash");
        return hash == null
                ? null
                : new Approval(hash, row.getString("approved_by"), time(row, "approved_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Sql.instant(row, column));
    }
}

package dev.parley.tool.mcp.remote.server;

import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The servers in Postgres. */
@ApplicationScoped
public class ServerRows {

    private static final String COLUMNS =
            "SELECT m.tenant, m.id, m.name, m.url, m.credential, m.prefix, m.labels, m.enabled, m.trust_annotations, m.new_tools_wait, m.version, m.created_at, m.updated_at";

    /** The columns of a server beside those of something else. */
    public static final String JOINED =
            ", m.id AS server_id, m.name AS server_name, m.url AS server_url, m.credential AS server_credential, m.prefix AS server_prefix, m.labels AS server_labels, m.enabled AS server_enabled, m.trust_annotations AS server_trust_annotations, m.new_tools_wait AS server_new_tools_wait, m.version AS server_version, m.created_at AS server_created_at, m.updated_at AS server_updated_at";

    private static final String VIEW =
            COLUMNS
                    + """
                    , s.due_at, s.synced_at, s.fault, s.fault_text, s.revision, s.server_name, s.server_version, s.left_out,
                      (SELECT count(*) FROM mcp_server_tool t WHERE t.tenant = m.tenant AND t.server_id = m.id AND t.state = 'ACTIVE') AS active,
                      (SELECT count(*) FROM mcp_server_tool t WHERE t.tenant = m.tenant AND t.server_id = m.id AND t.state = 'CHANGED') AS changed,
                      (SELECT count(*) FROM mcp_server_tool t WHERE t.tenant = m.tenant AND t.server_id = m.id AND t.state = 'GONE') AS gone
                      FROM mcp_server m JOIN mcp_server_sync s ON s.tenant = m.tenant AND s.server_id = m.id
                    """;

    private static final String INSERT =
            """
            INSERT INTO mcp_server (tenant, id, name, url, credential, prefix, labels, enabled, trust_annotations,
                                    new_tools_wait, version, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String UPDATE =
            """
            UPDATE mcp_server SET url = ?, credential = ?, prefix = ?, labels = ?, enabled = ?, trust_annotations = ?,
                                  new_tools_wait = ?, version = ?, updated_at = ?
             WHERE tenant = ? AND id = ?
            """;

    private final Sql sql;

    @Inject
    ServerRows(Sql sql) {
        this.sql = sql;
    }

    /** A server with how speaking with it goes. */
    record Viewed(StoredServer server, SyncView sync) {}

    /** A server of a tenant. */
    public Optional<StoredServer> find(String tenant, String name) {
        return sql.find(
                COLUMNS + " FROM mcp_server m WHERE tenant = ? AND name = ?",
                ServerRows::server,
                tenant,
                name);
    }

    /** The same by its id. */
    public Optional<StoredServer> find(String tenant, UUID id) {
        return sql.find(
                COLUMNS + " FROM mcp_server m WHERE tenant = ? AND id = ?",
                ServerRows::server,
                tenant,
                id);
    }

    Optional<StoredServer> lock(String tenant, String name) {
        return sql.find(
                COLUMNS + " FROM mcp_server m WHERE tenant = ? AND name = ? FOR UPDATE",
                ServerRows::server,
                tenant,
                name);
    }

    Optional<Viewed> view(String tenant, String name) {
        return sql.find(
                VIEW + " WHERE m.tenant = ? AND m.name = ?", ServerRows::viewed, tenant, name);
    }

    /** By name, beginning after {@code after}. */
    List<Viewed> page(String tenant, String after, int limit) {
        return sql.list(
                VIEW + " WHERE m.tenant = ? AND m.name > ? ORDER BY m.name LIMIT ?",
                ServerRows::viewed,
                tenant,
                after,
                limit);
    }

    int count(String tenant) {
        return sql.find(
                        "SELECT count(*)::int FROM mcp_server WHERE tenant = ?",
                        row -> row.getInt(1),
                        tenant)
                .orElse(0);
    }

    boolean isPrefixTaken(String tenant, String prefix, UUID except) {
        return sql.find(
                        "SELECT 1 FROM mcp_server WHERE tenant = ? AND prefix = ? AND id <> ?",
                        row -> true,
                        tenant,
                        prefix,
                        except)
                .isPresent();
    }

    /** False if its name or prefix is taken. It is spoken with as soon as somebody has time. */
    boolean insert(StoredServer row) {
        boolean inserted =
                sql.update(
                                INSERT,
                                row.tenant(),
                                row.id(),
                                row.name(),
                                row.url(),
                                row.credential(),
                                row.prefix(),
                                row.labels(),
                                row.enabled(),
                                row.trustAnnotations(),
                                row.newToolsWait(),
                                row.version(),
                                row.createdAt(),
                                row.updatedAt())
                        == 1;
        if (inserted) {
            sql.update(
                    "INSERT INTO mcp_server_sync (tenant, server_id, due_at) VALUES (?, ?, now())",
                    row.tenant(),
                    row.id());
        }
        return inserted;
    }

    /**
     * It is spoken with and listened to anew; what is being fetched from it by its old address is
     * not taken.
     */
    void update(StoredServer row) {
        sql.update(
                UPDATE,
                row.url(),
                row.credential(),
                row.prefix(),
                row.labels(),
                row.enabled(),
                row.trustAnnotations(),
                row.newToolsWait(),
                row.version(),
                row.updatedAt(),
                row.tenant(),
                row.id());
        sql.update(
                "UPDATE mcp_server_sync SET due_at = now(), failures = 0, turn = turn + 1, busy_until = '-infinity', listener = NULL, listening_until = '-infinity' WHERE tenant = ? AND server_id = ?",
                row.tenant(),
                row.id());
    }

    /** Its tools go with it. */
    void delete(StoredServer row) {
        sql.update("DELETE FROM mcp_server WHERE tenant = ? AND id = ?", row.tenant(), row.id());
    }

    private static StoredServer server(ResultSet row) throws SQLException {
        return server(row, "");
    }

    /** The server of a row that was asked for with {@link #JOINED}. */
    public static StoredServer joined(ResultSet row) throws SQLException {
        return server(row, "server_");
    }

    private static StoredServer server(ResultSet row, String prefix) throws SQLException {
        return new StoredServer(
                row.getString("tenant"),
                row.getObject(prefix + "id", UUID.class),
                row.getString(prefix + "name"),
                row.getString(prefix + "url"),
                row.getString(prefix + "credential"),
                row.getString(prefix + "prefix"),
                row.getString(prefix + "labels"),
                row.getBoolean(prefix + "enabled"),
                row.getBoolean(prefix + "trust_annotations"),
                row.getBoolean(prefix + "new_tools_wait"),
                row.getInt(prefix + "version"),
                time(row, prefix + "created_at"),
                time(row, prefix + "updated_at"));
    }

    private static Viewed viewed(ResultSet row) throws SQLException {
        return new Viewed(
                server(row),
                new SyncView(
                        time(row, "due_at"),
                        Sql.instant(row, "synced_at"),
                        row.getString("fault"),
                        row.getString("fault_text"),
                        row.getString("revision"),
                        row.getString("server_name"),
                        row.getString("server_version"),
                        row.getString("left_out"),
                        row.getInt("active"),
                        row.getInt("changed"),
                        row.getInt("gone")));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Sql.instant(row, column));
    }
}

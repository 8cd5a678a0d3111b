package dev.parley.tool.definition;

import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The rows of tools and their versions. */
@ApplicationScoped
class ToolRepository {

    /** Shown to everybody. */
    static final String EVERYBODY = "*";

    private static final String COLUMNS =
            """
            SELECT t.tenant, t.id, t.name, t.version, t.enabled, v.definition, t.created_at, t.updated_at
              FROM tool t JOIN tool_version v ON v.tenant = t.tenant AND v.tool_id = t.id AND v.version = t.version
            """;

    private static final String SHARED =
            """
            SELECT t.tenant, t.id, t.name, t.version, t.enabled, v.definition, t.created_at, t.updated_at
              FROM tool_share s JOIN tool t ON t.tenant = s.tenant AND t.id = s.tool_id
              JOIN tool_version v ON v.tenant = t.tenant AND v.tool_id = t.id AND v.version = t.version
             WHERE s.shared_with = ANY (?) AND s.tenant <> ? AND t.enabled
            """;

    private static final String INSERT =
            """
            INSERT INTO tool (tenant, id, name, kind, version, enabled, requires, tags) VALUES (?, ?, ?, ?, 1, true, ?, ?)
            ON CONFLICT (tenant, name) DO NOTHING
            """;

    private static final String ADD_VERSION =
            "INSERT INTO tool_version (tenant, tool_id, version, definition, created_by) VALUES (?, ?, ?, ?, ?)";

    private static final String ADVANCE =
            """
            UPDATE tool SET version = ?, requires = ?, tags = ?, updated_at = now() WHERE tenant = ? AND id = ?
            """;

    private final Sql sql;

    @Inject
    ToolRepository(Sql sql) {
        this.sql = sql;
    }

    /** What is stored of a version. */
    record Draft(
            String name,
            String kind,
            List<String> requires,
            List<String> tags,
            String definition,
            String author) {}

    /** False if the name is taken. */
    boolean insert(String tenant, UUID id, Draft draft) {
        int inserted =
                sql.update(
                        INSERT,
                        tenant,
                        id,
                        draft.name(),
                        draft.kind(),
                        draft.requires(),
                        draft.tags());
        if (inserted == 1) {
            addVersion(tenant, id, 1, draft);
        }
        return inserted == 1;
    }

    void replace(StoredTool old, Draft draft) {
        int version = old.version() + 1;
        sql.update(ADVANCE, version, draft.requires(), draft.tags(), old.tenant(), old.id());
        addVersion(old.tenant(), old.id(), version, draft);
    }

    private void addVersion(String tenant, UUID id, int version, Draft draft) {
        sql.update(ADD_VERSION, tenant, id, version, draft.definition(), draft.author());
    }

    void delete(StoredTool tool) {
        sql.update("DELETE FROM tool WHERE tenant = ? AND id = ?", tool.tenant(), tool.id());
    }

    void enable(StoredTool tool, boolean enabled) {
        sql.update(
                "UPDATE tool SET enabled = ?, updated_at = now() WHERE tenant = ? AND id = ?",
                enabled,
                tool.tenant(),
                tool.id());
    }

    Optional<StoredTool> find(String tenant, String name) {
        return sql.find(
                COLUMNS + " WHERE t.tenant = ? AND t.name = ?", ToolRepository::read, tenant, name);
    }

    Optional<StoredTool> lock(String tenant, String name) {
        return sql.find(
                COLUMNS + " WHERE t.tenant = ? AND t.name = ? FOR NO KEY UPDATE OF t",
                ToolRepository::read,
                tenant,
                name);
    }

    /** The version that a key names, of this tenant or of one that shows it its tool. */
    Optional<StoredTool> findVersion(String tenant, String key) {
        int colon = key.lastIndexOf(':');
        UUID id = UUID.fromString(key.substring(0, colon));
        int version = Integer.parseInt(key.substring(colon + 1));
        return ofAnyTenant(() ->
                sql.find(
                        """
                        SELECT t.tenant, t.id, t.name, v.version, t.enabled, v.definition, t.created_at, v.created_at AS updated_at
                          FROM tool t JOIN tool_version v ON v.tenant = t.tenant AND v.tool_id = t.id
                         WHERE t.id = ? AND v.version = ?
                           AND (t.tenant = ? OR EXISTS (SELECT 1 FROM tool_share s WHERE s.tool_id = t.id AND s.shared_with = ANY (?)))
                        """,
                        ToolRepository::read,
                        id,
                        version,
                        tenant,
                        List.of(tenant, EVERYBODY)));
    }

    /** A transaction keeps to its tenant, so what belongs to others is read beside it. */
    private static <T> T ofAnyTenant(Callable<T> work) {
        return TenantScope.callForEveryTenant(
                () -> QuarkusTransaction.suspendingExisting().call(work));
    }

    /** A tool of another tenant that is shown to this one. */
    Optional<StoredTool> findShared(String tenant, String name) {
        return ofAnyTenant(() ->
                sql.find(
                        SHARED + " AND s.name = ? LIMIT 1",
                        ToolRepository::read,
                        List.of(tenant, EVERYBODY),
                        tenant,
                        name));
    }

    /** A tenant's own, by name, after {@code after}. */
    List<StoredTool> page(String tenant, String after, int limit) {
        return sql.list(
                COLUMNS + " WHERE t.tenant = ? AND t.name > ? ORDER BY t.name LIMIT ?",
                ToolRepository::read,
                tenant,
                after,
                limit);
    }

    /** Those of other tenants that are shown to this one, by name, after {@code after}. */
    List<StoredTool> pageShared(String tenant, String after, int limit) {
        return ofAnyTenant(() ->
                sql.list(
                        SHARED + " AND s.name > ? ORDER BY s.name LIMIT ?",
                        ToolRepository::read,
                        List.of(tenant, EVERYBODY),
                        tenant,
                        after,
                        limit));
    }

    /** The versions of a tool, the newest first, below {@code before}. */
    List<StoredTool> versions(StoredTool tool, int before, int limit) {
        return sql.list(
                """
                SELECT t.tenant, t.id, t.name, v.version, t.enabled, v.definition, t.created_at, v.created_at AS updated_at
                  FROM tool t JOIN tool_version v ON v.tenant = t.tenant AND v.tool_id = t.id
                 WHERE t.tenant = ? AND t.id = ? AND v.version < ? ORDER BY v.version DESC LIMIT ?
                """,
                ToolRepository::read,
                tool.tenant(),
                tool.id(),
                before,
                limit);
    }

    /** The tools that a tenant sees which have one of the names, or one for a tag. */
    List<String> keeping(String tenant, List<String> names) {
        String wanted =
                "SELECT t.name FROM tool t WHERE (t.name = ANY (?) OR t.tags && ?) AND t.tenant ";
        List<String> own = sql.list(wanted + "= ?", row -> row.getString(1), names, names, tenant);
        List<String> shown =
                ofAnyTenant(() ->
                        sql.list(
                                wanted
                                        + "<> ? AND EXISTS (SELECT 1 FROM tool_share s WHERE s.tool_id = t.id AND s.shared_with = ANY (?))",
                                row -> row.getString(1),
                                names,
                                names,
                                tenant,
                                List.of(tenant, EVERYBODY)));
        return Stream.concat(own.stream(), shown.stream()).distinct().toList();
    }

    /** How many tools a tenant has. */
    int count(String tenant) {
        return sql.find("SELECT count(*) FROM tool WHERE tenant = ?", row -> row.getInt(1), tenant)
                .orElse(0);
    }

    List<String> sharedWith(StoredTool tool) {
        return sql.list(
                "SELECT shared_with FROM tool_share WHERE tenant = ? AND tool_id = ? ORDER BY shared_with",
                row -> row.getString(1),
                tool.tenant(),
                tool.id());
    }

    void share(StoredTool tool, List<String> tenants) {
        sql.update(
                "DELETE FROM tool_share WHERE tenant = ? AND tool_id = ?",
                tool.tenant(),
                tool.id());
        sql.update(
                "INSERT INTO tool_share (tenant, tool_id, name, shared_with) SELECT ?, ?, ?, unnest(?::text[])",
                tool.tenant(),
                tool.id(),
                tool.name(),
                tenants);
    }

    private static StoredTool read(ResultSet row) throws SQLException {
        return new StoredTool(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("version"),
                row.getBoolean("enabled"),
                row.getString("definition"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}

package dev.parley.tool.definition;

import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What tenants have turned on or off of the tools that are not their own. */
@ApplicationScoped
class ToolSwitches {

    private final Sql sql;

    @Inject
    ToolSwitches(Sql sql) {
        this.sql = sql;
    }

    /** Whether a tenant has turned a tool on or off; empty if it has done neither. */
    Optional<Boolean> find(String tenant, String name) {
        return sql.find(
                "SELECT enabled FROM tool_switch WHERE tenant = ? AND name = ?",
                row -> row.getBoolean(1),
                tenant,
                name);
    }

    /** All of that, by name. */
    Map<String, Boolean> all(String tenant) {
        return sql
                .list(
                        "SELECT name, enabled FROM tool_switch WHERE tenant = ?",
                        row -> Map.entry(row.getString(1), row.getBoolean(2)),
                        tenant)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void set(String tenant, String name, boolean enabled) {
        sql.update(
                """
                INSERT INTO tool_switch (tenant, name, enabled) VALUES (?, ?, ?)
                ON CONFLICT (tenant, name) DO UPDATE SET enabled = excluded.enabled
                """,
                tenant,
                name,
                enabled);
    }
}

package dev.parley.tool.definition;

import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the tools of a tenant require of one another. */
@ApplicationScoped
class RequirementRows {

    private final Sql sql;

    @Inject
    RequirementRows(Sql sql) {
        this.sql = sql;
    }

    /** What the tools of a tenant require, by the name of each that requires anything. */
    Map<String, List<String>> all(String tenant) {
        return sql
                .list(
                        "SELECT name, requires FROM tool WHERE tenant = ? AND requires <> '{}'",
                        row -> Map.entry(row.getString("name"), texts(row, "requires")),
                        tenant)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Holds up every other change of what a tenant's tools require. */
    void lock(String tenant) {
        sql.list(
                "SELECT pg_advisory_xact_lock(hashtextextended('tool-requirements ' || ?, 0))",
                row -> true,
                tenant);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) Objects.requireNonNull(row.getArray(column)).getArray());
    }
}

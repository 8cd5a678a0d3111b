package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What holds for every table of every service: each service's tests extend this and so cover tables
 * added later.
 */
public abstract class TenantTables {

    private static final String TABLES =
            """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> 'flyway_schema_history'
            """;

    @Inject Sql sql;

    @Test
    void everyTableForcesRowSecurity() {
        List<String> open =
                sql.list(
                        TABLES
                                + """
                                 AND NOT (c.relrowsecurity AND (c.relforcerowsecurity OR c.relname = ANY (?::text[]))
                                    AND EXISTS (
                                        SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polwithcheck IS NOT NULL))
                                """,
                        row -> row.getString(1),
                        searchedByOwner());
        assertEquals(List.of(), open);
    }

    @Test
    void everyTableCarriesItsTenant() {
        List<String> without =
                sql.list(
                        TABLES
                                + """
                                 AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid
                                    AND a.attname = 'tenant' AND a.attnotnull)
                                """,
                        row -> row.getString(1));
        assertEquals(List.of(), without);
    }

    @Test
    void aQueryWithoutATenantSeesNothing() {
        TenantScope.call(
                "acme",
                () ->
                        sql.update(
                                "INSERT INTO inbox (consumer, event_id, tenant) VALUES ('test', gen_random_uuid(), 'acme')"));
        assertTrue(TenantScope.call("acme", this::inboxRows) > 0);
        assertEquals(0, inboxRows());
        assertEquals(0, TenantScope.call("other", this::inboxRows));
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() {
        assertThrows(
                DatabaseException.class,
                () ->
                        TenantScope.call(
                                "acme",
                                () ->
                                        sql.update(
                                                "INSERT INTO inbox (consumer, event_id, tenant)"
                                                        + " VALUES ('test', gen_random_uuid(), 'other')")));
    }

    @Test
    void theServiceCannotChangeItsSchema() {
        assertThrows(DatabaseException.class, () -> sql.update("CREATE TABLE intruder (id int)"));
        assertThrows(
                DatabaseException.class,
                () -> sql.update("ALTER TABLE outbox ADD COLUMN intruder int"));
        assertThrows(
                DatabaseException.class,
                () -> sql.update("ALTER TABLE outbox DISABLE ROW LEVEL SECURITY"));
        assertThrows(
                DatabaseException.class,
                () -> sql.update("DROP POLICY tenant_isolation ON outbox"));
    }

    @Test
    void theServiceIsNoPrivilegedRole() {
        boolean privileged =
                sql.find(
                                "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user",
                                row -> row.getBoolean(1))
                        .orElseThrow();
        assertFalse(privileged);
    }

    /**
     * The tables that functions of their owner search, each naming the tenant itself: row security
     * does not bind the owner there, but binds the service's role as everywhere.
     */
    protected Set<String> searchedByOwner() {
        return Set.of();
    }

    private int inboxRows() {
        return sql.find(
                        "SELECT count(*)::int FROM inbox WHERE consumer = 'test'",
                        row -> row.getInt(1))
                .orElseThrow();
    }
}

package dev.parley.platform.tenancy;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Tells Postgres, each time a connection leaves the pool, whose rows it may see. The policies in
 * the migrations read the setting {@code parley.tenant}; a connection without a tenant sees
 * nothing.
 *
 * <p>The setting outlives the transaction on purpose: set before the transaction begins, no
 * rollback can undo it, and a connection that served the same tenant last needs no round trip.
 */
@ApplicationScoped
class RowSecurity implements AgroalPoolInterceptor {

    private static final String NOBODY = "";

    private final CurrentTenant current;
    private final Map<Connection, String> tenantOf =
            Collections.synchronizedMap(new WeakHashMap<>());

    @Inject
    RowSecurity(CurrentTenant current) {
        this.current = current;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        String tenant = current.scope().orElse(NOBODY);
        if (tenant.equals(tenantOf.get(connection))) {
            return;
        }
        tenantOf.remove(connection);
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT set_config('parley.tenant', ?, false)")) {
            statement.setString(1, tenant);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot bind the connection to its tenant", e);
        }
        tenantOf.put(connection, tenant);
    }
}

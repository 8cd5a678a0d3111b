package dev.parley.platform.telemetry;

import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reads the outbox through the pool, with row security on: the way every request goes. */
@ApplicationScoped
class PostgresProbe implements DependencyProbe {

    private final Sql sql;

    @Inject
    PostgresProbe(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public boolean essential() {
        return true;
    }

    @Override
    public void probe() {
        TenantScope.callForEveryTenant(() -> sql.find("SELECT 1 FROM outbox LIMIT 1", row -> true));
    }
}

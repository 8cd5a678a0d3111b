package dev.parley.platform.idempotency;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Deletes idempotency keys past their day, in bounded bites. */
@ApplicationScoped
class ForgetOldKeys {

    private static final Logger LOG = Logger.getLogger(ForgetOldKeys.class);

    private static final String DELETE =
            """
            DELETE FROM idempotency WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM idempotency WHERE created_at < now() - interval '24 hours' LIMIT 5000))
            """;

    private final Sql sql;

    @Inject
    ForgetOldKeys(Sql sql) {
        this.sql = sql;
    }

    @Scheduled(
            every = "1m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        try {
            TenantScope.runForEveryTenant(() -> sql.update(DELETE));
        } catch (DatabaseException e) {
            LOG.warnf("Old idempotency keys stay a minute longer: %s", e.getMessage());
        }
    }
}

package dev.parley.agent.queue;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * Deletes inbox rows that Kafka can no longer deliver again, in bounded bites: a day past the
 * topic's retention.
 */
@ApplicationScoped
class ForgetInbox {

    private static final Logger LOG = Logger.getLogger(ForgetInbox.class);

    private static final String DELETE =
            """
            DELETE FROM inbox WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM inbox WHERE created_at < now() - interval '8 days' LIMIT 5000))
            """;

    private final Sql sql;

    @Inject
    ForgetInbox(Sql sql) {
        this.sql = sql;
    }

    @Scheduled(
            every = "5m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        try {
            TenantScope.runForEveryTenant(() -> sql.update(DELETE));
        } catch (DatabaseException e) {
            LOG.warnf("Old inbox rows stay five minutes longer: %s", e.getMessage());
        }
    }
}

package dev.parley.agent.run;

import dev.parley.agent.queue.ClaimedRun;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** When runs are tried again, as operators have set it. */
@ApplicationScoped
class RetryRules {

    private static final String READ =
            "SELECT max_attempts, first_backoff_ms, max_backoff_ms FROM queue_settings";

    private final Sql sql;

    @Inject
    RetryRules(Sql sql) {
        this.sql = sql;
    }

    Retry.Rules of(ClaimedRun run) {
        Retry.Rules set =
                TenantScope.callForEveryTenant(() ->
                                sql.find(
                                        READ,
                                        row ->
                                                new Retry.Rules(
                                                        row.getInt(1),
                                                        Duration.ofMillis(row.getLong(2)),
                                                        Duration.ofMillis(row.getLong(3)))))
                        .orElseThrow(() -> new IllegalStateException("the queue has its settings"));
        return run.maxAttempts() == null
                ? set
                : new Retry.Rules(run.maxAttempts(), set.firstBackoff(), set.maxBackoff());
    }
}

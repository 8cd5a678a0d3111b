package dev.parley.platform.outbox;

import dev.parley.platform.database.Sql;
import dev.parley.platform.telemetry.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transactional outbox (Richardson, "Microservices Patterns", 3.2.2): events are rows of the
 * transaction that causes them, and its commit wakes the relay. Call it last in the transaction,
 * under the lock that orders the events of the key, so that positions grow in the order of commits.
 */
@ApplicationScoped
public class Outbox {

    private static final String INSERT =
            "INSERT INTO outbox (tenant, topic, key, payload, traceparent) VALUES (?, ?, ?, ?, ?)";

    private final Sql sql;
    private final OutboxSignal signal;
    private final TransactionSynchronizationRegistry transaction;
    private final OutboxMeters meters;

    @Inject
    Outbox(
            Sql sql,
            OutboxSignal signal,
            TransactionSynchronizationRegistry transaction,
            OutboxMeters meters) {
        this.sql = sql;
        this.signal = signal;
        this.meters = meters;
        this.transaction = transaction;
    }

    /** Adds events to the current transaction, in this order. */
    public void append(List<OutboxEvent> events) {
        String traceparent = TraceContext.currentTraceparent().orElse(null);
        List<@Nullable Object[]> rows = new ArrayList<>(events.size());
        for (OutboxEvent event : events) {
            rows.add(
                    new @Nullable Object[] {
                        event.tenant(), event.topic(), event.key(), event.payload(), traceparent
                    });
        }
        sql.batch(INSERT, rows);
        transaction.registerInterposedSynchronization(new WakeAfterCommit());
    }

    /**
     * Whether Kafka has taken every event of a key that was added before; later ones sent directly
     * then follow them.
     */
    public boolean emptyFor(String key) {
        return sql.find("SELECT 1 FROM outbox WHERE key = ? LIMIT 1", row -> true, key).isEmpty();
    }

    /** Whether so much waits that no new work should be accepted, as measured a few seconds ago. */
    public boolean full() {
        return meters.atLimit();
    }

    private final class WakeAfterCommit implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Nothing to prepare: the rows are already written.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                signal.raise();
            }
        }
    }
}

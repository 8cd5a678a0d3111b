package dev.parley.platform.outbox;

import dev.parley.platform.database.Sql;
import dev.parley.platform.events.EventSender;
import dev.parley.platform.events.OutgoingEvent;
import dev.parley.platform.tenancy.TenantScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One round of relaying. An advisory lock lets one replica relay at a time, so that rows of one key
 * leave in the order of their positions. A row is deleted only after Kafka has acknowledged it; a
 * crash in between sends it again, and readers drop what they have seen.
 */
@ApplicationScoped
class OutboxRound {

    /** What a round found. */
    enum Outcome {
        EMPTY,
        MORE,
        BUSY_ELSEWHERE
    }

    private static final long LOCK = 0x7061726C65790001L;
    private static final int TRANSACTION_SECONDS = 60;

    private final Sql sql;
    private final EventSender sender;
    private final OutboxConfig config;
    private final Counter relayed;

    @Inject
    OutboxRound(Sql sql, EventSender sender, OutboxConfig config, MeterRegistry meters) {
        this.sql = sql;
        this.sender = sender;
        this.config = config;
        this.relayed = meters.counter("parley.outbox.relayed");
    }

    Outcome relay() {
        return TenantScope.callForEveryTenant(() ->
                QuarkusTransaction.requiringNew()
                        .timeout(TRANSACTION_SECONDS)
                        .call(this::relayInTransaction));
    }

    private Outcome relayInTransaction() {
        boolean mine =
                sql.find("SELECT pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                        .orElse(false);
        if (!mine) {
            return Outcome.BUSY_ELSEWHERE;
        }
        List<Row> rows =
                sql.list(
                        "SELECT position, topic, key, payload, traceparent FROM outbox ORDER BY position LIMIT ?",
                        Row::read,
                        config.batchSize());
        if (rows.isEmpty()) {
            return Outcome.EMPTY;
        }
        send(rows);
        // A lost deletion only means that the rows are sent again: no need to wait for the disk.
        sql.update("SET LOCAL synchronous_commit = off");
        sql.update(
                "DELETE FROM outbox WHERE position = ANY (?)",
                rows.stream().map(Row::position).toList());
        relayed.increment(rows.size());
        return rows.size() < config.batchSize() ? Outcome.EMPTY : Outcome.MORE;
    }

    private void send(List<Row> rows) {
        List<CompletableFuture<Void>> acknowledgements = new ArrayList<>(rows.size());
        for (Row row : rows) {
            acknowledgements.add(sender.send(row.toEvent()));
        }
        CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new)).join();
    }

    private record Row(
            long position, String topic, String key, String payload, @Nullable String traceparent) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("position"),
                    row.getString("topic"),
                    row.getString("key"),
                    row.getString("payload"),
                    row.getString("traceparent"));
        }

        OutgoingEvent toEvent() {
            return new OutgoingEvent(
                    topic, key, payload.getBytes(StandardCharsets.UTF_8), traceparent);
        }
    }
}

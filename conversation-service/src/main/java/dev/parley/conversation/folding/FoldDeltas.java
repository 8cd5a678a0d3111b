package dev.parley.conversation.folding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.contracts.event.EventJson;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Folds the deltas of runs that ended a while ago: each unbroken series becomes the row of its
 * last. Replicas may fold at once, each its own turns.
 */
@ApplicationScoped
class FoldDeltas {

    private static final Logger LOG = Logger.getLogger(FoldDeltas.class);
    private static final int TURNS = 100;

    private static final String DUE =
            """
            UPDATE turn SET folded = true WHERE run_id IN (
                SELECT run_id FROM turn WHERE NOT folded AND ended_at < now() - ? * interval '1 ms'
                 ORDER BY ended_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING conversation_id, run_id
            """;

    private static final String READ =
            """
            SELECT seq, data::json ->> 'text' FROM event
             WHERE conversation_id = ? AND run_id = ? AND type = 'message.delta' AND delta_ends IS NULL ORDER BY seq
            """;

    private static final String KEEP =
            "UPDATE event SET data = ?, delta_ends = ? WHERE conversation_id = ? AND seq = ?";

    private static final String DROP =
            "DELETE FROM event WHERE conversation_id = ? AND seq >= ? AND seq < ?";

    private final Sql sql;
    private final FoldingConfig config;
    private final Counter folded;

    @Inject
    FoldDeltas(Sql sql, FoldingConfig config, MeterRegistry meters) {
        this.sql = sql;
        this.config = config;
        this.folded =
                Counter.builder("parley.log.deltas.folded")
                        .description("Rows of the log that became part of another")
                        .register(meters);
    }

    private record Ended(UUID conversation, UUID run) {}

    private record Delta(long seq, String text) {}

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fold() {
        try {
            int turns;
            do {
                turns = foldSome();
            } while (turns == TURNS);
        } catch (DatabaseException e) {
            LOG.warnf("Old deltas are folded a moment later: %s", e.getMessage());
        }
    }

    /** Folds a bite, and says how many turns it had. */
    private int foldSome() {
        return TenantScope.callForEveryTenant(
                () -> QuarkusTransaction.requiringNew().call(this::foldInTransaction));
    }

    private int foldInTransaction() {
        List<Ended> ended =
                sql.list(
                        DUE,
                        row ->
                                new Ended(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                        config.after().toMillis(),
                        TURNS);
        ended.forEach(this::fold);
        return ended.size();
    }

    /** A reply's length bounds the number of its deltas. */
    private void fold(Ended turn) {
        List<Delta> deltas =
                sql.list(
                        READ,
                        row -> new Delta(row.getLong(1), row.getString(2)),
                        turn.conversation(),
                        turn.run());
        series(deltas).stream()
                .filter(one -> one.size() > 1)
                .forEach(one -> write(turn.conversation(), one));
    }

    /** Deltas whose numbers follow one another. */
    private static List<List<Delta>> series(List<Delta> deltas) {
        List<List<Delta>> all = new ArrayList<>();
        for (Delta delta : deltas) {
            if (all.isEmpty() || all.getLast().getLast().seq() != delta.seq() - 1) {
                all.add(new ArrayList<>());
            }
            all.getLast().add(delta);
        }
        return all;
    }

    private void write(UUID conversation, List<Delta> series) {
        StringBuilder text = new StringBuilder();
        List<Integer> ends = new ArrayList<>();
        for (Delta delta : series) {
            text.append(delta.text());
            ends.add(text.length());
        }
        long last = series.getLast().seq();
        sql.update(KEEP, data(text.toString()), ends, conversation, last);
        sql.update(DROP, conversation, series.getFirst().seq(), last);
        folded.increment(series.size() - 1);
    }

    private static String data(String text) {
        try {
            return EventJson.mapper()
                    .writeValueAsString(JsonNodeFactory.instance.objectNode().put("text", text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text is always writable", e);
        }
    }
}

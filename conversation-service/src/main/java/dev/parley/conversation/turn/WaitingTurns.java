package dev.parley.conversation.turn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.admission.QueueEstimate;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogAppended;
import dev.parley.conversation.log.LogEntry;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns that nobody has begun yet, and what the log says of their waits. */
@ApplicationScoped
public class WaitingTurns {

    private static final int MOST = 1_000;

    private static final String WAITING =
            """
            SELECT run_id, told_position, told_wait_ms FROM turn
             WHERE conversation_id = ANY (?) AND status = 'OPEN' AND epoch = 0 LIMIT ?
            """;

    /** What another replica has just told is not told again. */
    private static final String TOLD =
            """
            UPDATE turn SET told_position = ?, told_wait_ms = ?
             WHERE run_id = ? AND status = 'OPEN' AND epoch = 0 AND (told_position, told_wait_ms) IS DISTINCT FROM (?, ?)
            RETURNING run_id
            """;

    private final Sql sql;
    private final Turns turns;
    private final ConversationAppend append;
    private final Event<LogAppended> appended;

    @Inject
    WaitingTurns(Sql sql, Turns turns, ConversationAppend append, Event<LogAppended> appended) {
        this.sql = sql;
        this.turns = turns;
        this.append = append;
        this.appended = appended;
    }

    /**
     * A turn that waits.
     *
     * @param told what the log says last of its wait; nothing if null
     */
    public record Waiting(RunId runId, @Nullable QueueEstimate told) {

        private static Waiting read(ResultSet row) throws SQLException {
            @Nullable Long position = row.getObject("told_position", Long.class);
            return new Waiting(
                    new RunId(row.getObject("run_id", UUID.class)),
                    position == null
                            ? null
                            : new QueueEstimate(position, row.getLong("told_wait_ms")));
        }
    }

    /** Those of these conversations, 1,000 at most. */
    public List<Waiting> of(Collection<ConversationId> conversations) {
        List<UUID> ids = conversations.stream().map(ConversationId::value).toList();
        return TenantScope.callForEveryTenant(() -> sql.list(WAITING, Waiting::read, ids, MOST));
    }

    /** Appends a {@code run.queued} for each that still waits. */
    public void tell(Map<RunId, QueueEstimate> news) {
        TenantScope.runForEveryTenant(
                () -> QuarkusTransaction.requiringNew().run(() -> tellInTransaction(news)));
    }

    private void tellInTransaction(Map<RunId, QueueEstimate> news) {
        Map<RunId, Turn> present = turns.lock(news.keySet());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<TurnChange> changes = new ArrayList<>();
        for (Turn turn : present.values()) {
            QueueEstimate estimate = Objects.requireNonNull(news.get(turn.runId()));
            if (note(turn.runId(), estimate)) {
                changes.add(
                        new TurnChange(turn, List.of(entry(turn.runId(), estimate, now)), null));
            }
        }
        if (!changes.isEmpty()) {
            append.write(changes).forEach(events -> appended.fire(new LogAppended(events)));
        }
    }

    private boolean note(RunId run, QueueEstimate estimate) {
        return sql.find(
                        TOLD,
                        row -> true,
                        estimate.position(),
                        estimate.waitMs(),
                        run.value(),
                        estimate.position(),
                        estimate.waitMs())
                .isPresent();
    }

    private static LogEntry entry(RunId run, QueueEstimate estimate, Instant at) {
        String data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("position", estimate.position())
                        .put("estimated_wait_ms", estimate.waitMs())
                        .toString();
        return new LogEntry(EventType.RUN_QUEUED, run, data, at);
    }
}

package dev.parley.conversation.log;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends to and reads from the logs. Sequence numbers come from the conversation's row, whose lock
 * the caller holds.
 */
@ApplicationScoped
public class EventLog {

    private static final String INSERT =
            "INSERT INTO event (conversation_id, seq, tenant, run_id, type, data, at) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private static final String READ =
            """
            SELECT conversation_id, seq, run_id, type, data, at, delta_ends FROM event
             WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?
            """;

    private final Sql sql;

    @Inject
    EventLog(Sql sql) {
        this.sql = sql;
    }

    /** Writes events whose sequence numbers were already given, in one round trip. */
    public void append(String tenant, List<LogEvent> events) {
        append(events.stream().map(event -> new TenantEvent(tenant, event)).toList());
    }

    /** Writes events of several tenants, in one round trip. */
    public void append(Collection<TenantEvent> events) {
        List<@Nullable Object[]> rows = new ArrayList<>(events.size());
        for (TenantEvent owned : events) {
            LogEvent event = owned.event();
            rows.add(
                    new @Nullable Object[] {
                        event.conversationId().value(),
                        event.seq(),
                        owned.tenant(),
                        event.runId().value(),
                        event.type(),
                        event.data(),
                        event.at()
                    });
        }
        sql.batch(INSERT, rows);
    }

    /** Up to {@code limit} events that follow {@code after}. */
    public List<LogEvent> readAfter(ConversationId conversation, long after, int limit) {
        return sql.list(READ, row -> read(row, after), conversation.value(), after, limit);
    }

    /** The last sequence number of each of these conversations that is not deleted. */
    public Map<ConversationId, Long> lastSeqs(Collection<ConversationId> conversations) {
        List<UUID> ids = conversations.stream().map(ConversationId::value).toList();
        Map<ConversationId, Long> found = new HashMap<>();
        sql.list(
                "SELECT id, last_seq FROM conversation WHERE id = ANY (?) AND status <> 'deleted'",
                row ->
                        found.put(
                                new ConversationId(row.getObject("id", UUID.class)),
                                row.getLong("last_seq")),
                ids);
        return found;
    }

    private static LogEvent read(ResultSet row, long after) throws SQLException {
        long seq = row.getLong("seq");
        String data = row.getString("data");
        Array ends = row.getArray("delta_ends");
        return new LogEvent(
                new ConversationId(row.getObject("conversation_id", UUID.class)),
                seq,
                new RunId(row.getObject("run_id", UUID.class)),
                row.getString("type"),
                ends == null
                        ? data
                        : FoldedDelta.rest(data, seq, (Integer[]) ends.getArray(), after),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    /** An event and whose it is. */
    public record TenantEvent(String tenant, LogEvent event) {}
}

package dev.parley.conversation.message;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores and reads messages. Their numbers come from the conversation's row, whose lock a writer
 * holds.
 */
@ApplicationScoped
public class MessageLog {

    private static final String INSERT =
            """
            INSERT INTO message (conversation_id, seq, id, tenant, run_id, role, author, content, agent, tool_calls, usage,
                                 metadata, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """;

    private static final String COLUMNS =
            "SELECT id, seq, role, author, content, run_id, agent, tool_calls, usage, metadata, created_at FROM message ";

    private static final String NEWEST_FIRST =
            COLUMNS + "WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?";

    private static final String OLDEST_FIRST =
            COLUMNS + "WHERE conversation_id = ? AND seq > ? AND seq < ? ORDER BY seq LIMIT ?";

    private final Sql sql;

    @Inject
    MessageLog(Sql sql) {
        this.sql = sql;
    }

    /** Writes messages in one round trip. */
    public void append(List<StoredMessage> messages) {
        List<@Nullable Object[]> rows = new ArrayList<>(messages.size());
        for (StoredMessage stored : messages) {
            MessageView message = stored.message();
            rows.add(
                    new @Nullable Object[] {
                        stored.conversation().value(),
                        message.seq(),
                        message.id().value(),
                        stored.tenant(),
                        message.runId().value(),
                        message.role(),
                        message.author(),
                        message.content(),
                        message.agent(),
                        message.toolCalls(),
                        message.usage(),
                        message.metadata(),
                        message.createdAt()
                    });
        }
        sql.batch(INSERT, rows);
    }

    /** Up to {@code limit} messages with numbers below {@code before}, newest first. */
    public List<MessageView> before(ConversationId conversation, long before, int limit) {
        return sql.list(NEWEST_FIRST, MessageLog::read, conversation.value(), before, limit);
    }

    /**
     * Up to {@code limit} messages with numbers between {@code after} and {@code before}, oldest
     * first.
     */
    public List<MessageView> after(
            ConversationId conversation, long after, long before, int limit) {
        return sql.list(OLDEST_FIRST, MessageLog::read, conversation.value(), after, before, limit);
    }

    private static MessageView read(ResultSet row) throws SQLException {
        return new MessageView(
                new MessageId(row.getObject("id", UUID.class)),
                row.getLong("seq"),
                row.getString("role"),
                row.getString("author"),
                row.getString("content"),
                new RunId(row.getObject("run_id", UUID.class)),
                row.getString("agent"),
                row.getString("tool_calls"),
                row.getString("usage"),
                row.getString("metadata"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** A message and where it belongs. */
    public record StoredMessage(String tenant, ConversationId conversation, MessageView message) {}
}

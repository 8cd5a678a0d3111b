package dev.parley.conversation.message;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.branch.BranchPath;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            INSERT INTO message (conversation_id, seq, branch, id, tenant, owner_id, run_id, answers_run_id, role, author, content,
                                 status, call_id, agent, tool_calls, usage, metadata, fork_of, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """;

    private static final String COLUMNS =
            """
            m.id, m.seq, m.branch, m.role, m.author, m.content, m.status, m.run_id, m.answers_run_id, m.call_id, m.agent,
            m.tool_calls, m.usage, m.metadata, m.fork_of, m.created_at
            """;

    /** Each piece of the path costs one index range, and only as much of it as the page takes. */
    private static final String PAGE =
            """
            SELECT page.* FROM unnest(?::int[], ?::bigint[]) AS piece (branch, ends)
             CROSS JOIN LATERAL (
                SELECT %s FROM message AS m
                 WHERE m.conversation_id = ? AND m.branch = piece.branch AND m.seq <= piece.ends AND m.seq > ? AND m.seq < ?
                 ORDER BY m.seq %s LIMIT ?) AS page
             ORDER BY page.seq %s LIMIT ?
            """;

    private static final String NEWEST_FIRST = PAGE.formatted(COLUMNS, "DESC", "DESC");

    private static final String OLDEST_FIRST = PAGE.formatted(COLUMNS, "ASC", "ASC");

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM message AS m WHERE m.id = ? AND m.conversation_id = ?";

    private static final String BETWEEN =
            "SELECT "
                    + COLUMNS
                    + " FROM message AS m WHERE m.conversation_id = ? AND m.seq BETWEEN ? AND ? ORDER BY m.seq";

    private static final String REPLY =
            "SELECT "
                    + COLUMNS
                    + " FROM message AS m WHERE m.conversation_id = ? AND m.run_id = ? AND m.agent IS NOT NULL";

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
                        message.branch(),
                        message.id().value(),
                        stored.tenant(),
                        stored.owner(),
                        message.runId().value(),
                        message.answersRunId() == null ? null : message.answersRunId().value(),
                        message.role(),
                        message.author(),
                        message.content(),
                        message.status(),
                        message.callId(),
                        message.agent(),
                        message.toolCalls(),
                        message.usage(),
                        message.metadata(),
                        message.forkOf(),
                        message.createdAt()
                    });
        }
        sql.batch(INSERT, rows);
    }

    /** Up to {@code limit} messages of a path with numbers below {@code before}, newest first. */
    public List<MessageView> before(
            ConversationId conversation, BranchPath path, long before, int limit) {
        return page(NEWEST_FIRST, conversation, path.endingBelow(before, limit), 0, before, limit);
    }

    /**
     * Up to {@code limit} messages of a path with numbers between {@code after} and {@code before},
     * oldest first.
     */
    public List<MessageView> after(
            ConversationId conversation, BranchPath path, long after, long before, int limit) {
        return page(
                OLDEST_FIRST,
                conversation,
                path.beginningAbove(after, limit),
                after,
                before,
                limit);
    }

    private List<MessageView> page(
            String query,
            ConversationId conversation,
            List<BranchPath.Piece> pieces,
            long after,
            long before,
            int limit) {
        return sql.list(
                query,
                MessageLog::read,
                pieces.stream().map(BranchPath.Piece::branch).toList(),
                pieces.stream().map(BranchPath.Piece::end).toList(),
                conversation.value(),
                after,
                before,
                limit,
                limit);
    }

    /** Messages by their numbers, oldest first, whatever their branch. */
    public List<MessageView> between(ConversationId conversation, long first, long last) {
        return sql.list(BETWEEN, MessageLog::read, conversation.value(), first, last);
    }

    /** The reply of a run, if it was stored. */
    public Optional<MessageView> replyOf(ConversationId conversation, RunId run) {
        return sql.find(REPLY, MessageLog::read, conversation.value(), run.value());
    }

    /** A message of a conversation. */
    public Optional<MessageView> find(ConversationId conversation, MessageId message) {
        return sql.find(FIND, MessageLog::read, message.value(), conversation.value());
    }

    private static MessageView read(ResultSet row) throws SQLException {
        return new MessageView(
                new MessageId(row.getObject("id", UUID.class)),
                row.getLong("seq"),
                row.getInt("branch"),
                row.getString("role"),
                row.getString("author"),
                row.getString("content"),
                row.getString("status"),
                new RunId(row.getObject("run_id", UUID.class)),
                run(row.getObject("answers_run_id", UUID.class)),
                row.getString("call_id"),
                row.getString("agent"),
                row.getString("tool_calls"),
                row.getString("usage"),
                row.getString("metadata"),
                row.getObject("fork_of", Long.class),
                null,
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable RunId run(@Nullable UUID id) {
        return id == null ? null : new RunId(id);
    }

    /**
     * A message and where it belongs.
     *
     * @param owner the user whose conversation it is
     */
    public record StoredMessage(
            String tenant, String owner, ConversationId conversation, MessageView message) {}
}

package dev.parley.conversation.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.log.VisibleLog;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.http.Metadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a conversation line by line, a page of messages at a time: memory does not grow with it.
 */
@ApplicationScoped
class ExportConversation {

    private static final int PAGE = 500;

    private static final String HEAD =
            "SELECT id, agent, title, metadata, active_branch, created_at FROM conversation WHERE id = ?";

    private static final String BRANCHES =
            "SELECT branch, path_branches, path_ends FROM branch WHERE conversation_id = ? ORDER BY branch";

    private static final String MESSAGES =
            """
            SELECT seq, branch, role, author, content, status, run_id, answers_run_id, call_id, agent, tool_calls, usage,
                   metadata, fork_of, created_at
              FROM message WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?
            """;

    private final VisibleLog logs;
    private final Sql sql;
    private final ObjectMapper mapper;

    @Inject
    ExportConversation(VisibleLog logs, Sql sql, ObjectMapper mapper) {
        this.logs = logs;
        this.sql = sql;
        this.mapper = mapper;
    }

    /** Refuses with {@code not-found} what the caller may not see. */
    void check(Caller caller, ConversationId conversation) {
        logs.lastSeq(caller, conversation);
    }

    /**
     * Writes the lines.
     *
     * @param after the message whose line came last; 0 from the head on
     */
    void write(ConversationId conversation, long after, OutputStream out) throws IOException {
        UUID id = conversation.value();
        if (after == 0) {
            for (TranscriptLine.Head head : sql.list(HEAD, this::head, id)) {
                write(out, head);
            }
            for (TranscriptLine.Branch branch :
                    sql.list(BRANCHES, ExportConversation::branch, id)) {
                write(out, branch);
            }
        }
        long last = after;
        List<TranscriptLine.Message> page;
        do {
            page = sql.list(MESSAGES, this::message, id, last, PAGE);
            for (TranscriptLine.Message message : page) {
                write(out, message);
                last = message.seq();
            }
        } while (page.size() == PAGE);
        write(out, new TranscriptLine.End(last));
        out.flush();
    }

    private void write(OutputStream out, TranscriptLine line) throws IOException {
        out.write(mapper.writeValueAsBytes(line));
        out.write('\n');
    }

    private TranscriptLine.Head head(ResultSet row) throws SQLException {
        return new TranscriptLine.Head(
                TranscriptLine.FORMAT,
                new ConversationId(row.getObject("id", UUID.class)).toString(),
                row.getString("agent"),
                row.getString("title"),
                Metadata.read(mapper, row.getString("metadata")),
                row.getInt("active_branch"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static TranscriptLine.Branch branch(ResultSet row) throws SQLException {
        Integer[] branches = (Integer[]) row.getArray("path_branches").getArray();
        Long[] ends = (Long[]) row.getArray("path_ends").getArray();
        List<TranscriptLine.Piece> shared = new ArrayList<>();
        for (int i = 0; i < branches.length; i++) {
            shared.add(new TranscriptLine.Piece(branches[i], ends[i]));
        }
        return new TranscriptLine.Branch(row.getInt("branch"), shared);
    }

    private TranscriptLine.Message message(ResultSet row) throws SQLException {
        UUID answers = row.getObject("answers_run_id", UUID.class);
        return new TranscriptLine.Message(
                row.getLong("seq"),
                row.getInt("branch"),
                row.getString("role"),
                row.getString("author"),
                row.getString("content"),
                row.getString("status"),
                new RunId(row.getObject("run_id", UUID.class)).toString(),
                answers == null ? null : new RunId(answers).toString(),
                row.getString("call_id"),
                row.getString("agent"),
                tree(row.getString("tool_calls")),
                tree(row.getString("usage")),
                Metadata.read(mapper, row.getString("metadata")),
                row.getObject("fork_of", Long.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable JsonNode tree(@Nullable String json) {
        try {
            return json == null ? null : EventJson.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is readable", e);
        }
    }
}

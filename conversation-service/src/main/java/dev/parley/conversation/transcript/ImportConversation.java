package dev.parley.conversation.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.ConversationError;
import dev.parley.conversation.message.MessageLog;
import dev.parley.conversation.message.MessageView;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a transcript in, piece by piece: each piece is one transaction, and lines that were taken
 * before are passed over, so that a piece whose answer was lost is simply sent again.
 */
@ApplicationScoped
class ImportConversation {

    private static final String BEGIN =
            """
            INSERT INTO conversation (id, tenant, user_id, agent, title, metadata, status, active_branch, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, 'importing', ?, now(), now())
            """;

    private static final String LOCK =
            """
            SELECT message_count, branch_count, status FROM conversation
             WHERE id = ? AND tenant = ? AND user_id = ? AND status <> 'deleted' FOR UPDATE
            """;

    private static final String BRANCH =
            """
            INSERT INTO branch (conversation_id, branch, tenant, path_branches, path_ends, created_at)
            VALUES (?, ?, ?, ?::int[], ?::bigint[], now()) ON CONFLICT DO NOTHING
            """;

    private static final String ADVANCE =
            "UPDATE conversation SET message_count = ?, branch_count = ?, status = ?, updated_at = now() WHERE id = ?";

    private final Sql sql;
    private final MessageLog messages;
    private final Caches caches;
    private final ObjectMapper mapper;

    @Inject
    ImportConversation(Sql sql, MessageLog messages, Caches caches, ObjectMapper mapper) {
        this.caches = caches;
        this.sql = sql;
        this.messages = messages;
        this.mapper = mapper;
    }

    private record Locked(long messages, int branches, String status) {}

    /** Begins an import with the head and whatever follows it. */
    @Transactional
    ImportState begin(Caller caller, TranscriptLine.Head head, List<TranscriptLine> lines) {
        ConversationId id = ConversationId.next();
        sql.update(
                BEGIN,
                id.value(),
                caller.tenant(),
                caller.user(),
                head.agent(),
                head.title(),
                metadata(head.metadata()),
                head.branchToShow());
        return goOn(caller, id, lines);
    }

    /** Takes the next piece. */
    @Transactional
    ImportState goOn(Caller caller, ConversationId id, List<TranscriptLine> lines) {
        caches.invalidateOwner(id.toString());
        Locked before =
                sql.find(
                                LOCK,
                                row -> new Locked(row.getLong(1), row.getInt(2), row.getString(3)),
                                id.value(),
                                caller.tenant(),
                                caller.user())
                        .orElseThrow(() -> ProblemException.notFound("conversation"));
        if (!before.status().equals("importing")) {
            throw new ProblemException(
                    ConversationError.NOT_IMPORTING,
                    "This conversation is in use already; begin another import to add one.");
        }
        Piece piece = new Piece(caller, id, before);
        lines.forEach(piece::take);
        messages.append(piece.rows);
        String status = piece.complete ? "active" : "importing";
        sql.update(ADVANCE, piece.count, piece.branches, status, id.value());
        return new ImportState(id, piece.count, piece.complete);
    }

    private String metadata(@Nullable Map<String, String> pairs) {
        return Metadata.write(mapper, pairs == null ? null : new Metadata(pairs));
    }

    /** One piece being taken. */
    private final class Piece {

        private final Caller caller;
        private final ConversationId id;
        private final List<MessageLog.StoredMessage> rows = new ArrayList<>();
        private long count;
        private int branches;
        private boolean complete;

        Piece(Caller caller, ConversationId id, Locked before) {
            this.caller = caller;
            this.id = id;
            this.count = before.messages();
            this.branches = before.branches();
        }

        void take(TranscriptLine line) {
            if (complete) {
                throw TranscriptReader.refusal("the end", "nothing may follow the end.");
            }
            switch (line) {
                case TranscriptLine.Head head ->
                        throw TranscriptReader.refusal(
                                "the head", "only the first line of the first piece is one.");
                case TranscriptLine.Branch branch -> take(branch);
                case TranscriptLine.Message message -> take(message);
                case TranscriptLine.End end -> take(end);
            }
        }

        private void take(TranscriptLine.Branch branch) {
            TranscriptRules.check(branch, branches);
            if (branch.branch() == branches) {
                sql.update(
                        BRANCH,
                        id.value(),
                        branch.branch(),
                        caller.tenant(),
                        branch.shared().stream().map(TranscriptLine.Piece::branch).toList(),
                        branch.shared().stream().map(TranscriptLine.Piece::end).toList());
                branches++;
            }
        }

        private void take(TranscriptLine.Message message) {
            if (message.seq() <= count) {
                return;
            }
            TranscriptRules.check(message, count + 1, branches);
            count = message.seq();
            rows.add(
                    new MessageLog.StoredMessage(
                            caller.tenant(), caller.user(), id, view(message)));
        }

        private void take(TranscriptLine.End end) {
            if (end.messages() != count) {
                throw TranscriptReader.refusal(
                        "the end",
                        "it counts " + end.messages() + " messages, but " + count + " have come.");
            }
            complete = true;
        }

        private MessageView view(TranscriptLine.Message message) {
            Instant at = Objects.requireNonNullElse(message.createdAt(), Instant.now());
            return new MessageView(
                    MessageId.next(),
                    message.seq(),
                    message.ownBranch(),
                    message.role(),
                    Objects.requireNonNullElse(message.author(), caller.user()),
                    message.content(),
                    Objects.requireNonNullElse(message.status(), MessageView.COMPLETE),
                    run(message.run()),
                    message.answersRun() == null ? null : run(message.answersRun()),
                    message.callId(),
                    message.agent(),
                    text(message.toolCalls()),
                    text(message.usage()),
                    metadata(message.metadata()),
                    message.forkOf(),
                    null,
                    at.truncatedTo(ChronoUnit.MICROS));
        }

        /** The same run for the same name within the conversation, and nowhere else. */
        private RunId run(String name) {
            return new RunId(ImportedIds.of(id.value(), name));
        }

        private @Nullable String text(@Nullable JsonNode json) {
            return json == null || json.isNull() ? null : json.toString();
        }
    }
}

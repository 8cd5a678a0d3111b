package dev.parley.conversation.turn;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.admission.QueueEstimate;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stored turns. */
@ApplicationScoped
public class Turns {

    private static final String LOCK =
            """
            SELECT run_id, tenant, conversation_id, branch, fork_of, answers_run_id, epoch, last_index, streamed_length, stream_broken, tool_marks, status
              FROM turn WHERE run_id = ANY (?) ORDER BY run_id FOR UPDATE
            """;

    private static final String SAVE =
            """
            UPDATE turn SET epoch = ?, last_index = ?, streamed_length = ?, stream_broken = ?, tool_marks = ?, status = ?,
                            ended_at = ?
             WHERE run_id = ?
            """;

    private static final String OPEN =
            """
            INSERT INTO turn (run_id, tenant, user_id, conversation_id, branch, fork_of, answers_run_id, message_seq, told_position,
                              told_wait_ms, status, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Sql sql;

    @Inject
    Turns(Sql sql) {
        this.sql = sql;
    }

    /** Begins a turn, in the transaction that accepts its message. */
    public void open(
            Caller caller, ConversationId conversation, RunId run, Opening turn, Instant at) {
        sql.update(
                OPEN,
                run.value(),
                caller.tenant(),
                caller.user(),
                conversation.value(),
                turn.branch(),
                turn.forkOf(),
                turn.answersRunId() == null ? null : turn.answersRunId().value(),
                turn.messageSeq(),
                turn.told() == null ? null : turn.told().position(),
                turn.told() == null ? null : turn.told().waitMs(),
                TurnStatus.OPEN,
                at);
    }

    /** The runs of a conversation that have not ended. */
    public List<RunId> openRuns(ConversationId conversation) {
        return sql.list(
                "SELECT run_id FROM turn WHERE conversation_id = ? AND status = 'OPEN' ORDER BY created_at, run_id LIMIT 1000",
                row -> new RunId(row.getObject(1, UUID.class)),
                conversation.value());
    }

    /**
     * Where a turn's reply will stand.
     *
     * @param forkOf the number of the reply that it is an alternative to
     * @param answersRunId the run of the message that it answers, where that is another one
     * @param messageSeq the number of the message that it answers
     * @param told what the log says of its wait; nothing if null
     */
    public record Opening(
            int branch,
            @Nullable Long forkOf,
            @Nullable RunId answersRunId,
            long messageSeq,
            @Nullable QueueEstimate told) {}

    /** The turns of these runs, locked until the transaction ends. */
    Map<RunId, Turn> lock(Collection<RunId> runs) {
        Map<RunId, Turn> found = new HashMap<>();
        sql.list(LOCK, Turns::read, runs.stream().map(RunId::value).toList())
                .forEach(t -> found.put(t.runId(), t));
        return found;
    }

    /** Writes what the events made of the turns, in one round trip. */
    void save(Collection<Turn> turns, Instant now) {
        List<@Nullable Object[]> rows = new ArrayList<>(turns.size());
        for (Turn turn : turns) {
            rows.add(
                    new @Nullable Object[] {
                        turn.epoch(),
                        turn.lastIndex(),
                        turn.streamedLength(),
                        turn.streamBroken(),
                        turn.toolMarks(),
                        turn.status(),
                        turn.status() == TurnStatus.OPEN ? null : now,
                        turn.runId().value()
                    });
        }
        sql.batch(SAVE, rows);
    }

    private static Turn read(ResultSet row) throws SQLException {
        return new Turn(
                new RunId(row.getObject("run_id", UUID.class)),
                row.getString("tenant"),
                new ConversationId(row.getObject("conversation_id", UUID.class)),
                row.getInt("branch"),
                row.getObject("fork_of", Long.class),
                run(row.getObject("answers_run_id", UUID.class)),
                row.getInt("epoch"),
                row.getInt("last_index"),
                row.getInt("streamed_length"),
                row.getBoolean("stream_broken"),
                marks(row.getArray("tool_marks")),
                TurnStatus.valueOf(row.getString("status")));
    }

    private static @Nullable RunId run(@Nullable UUID id) {
        return id == null ? null : new RunId(id);
    }

    private static Set<String> marks(Array array) throws SQLException {
        return new LinkedHashSet<>(List.of((String[]) array.getArray()));
    }
}

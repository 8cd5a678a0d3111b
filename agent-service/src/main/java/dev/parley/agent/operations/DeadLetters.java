package dev.parley.agent.operations;

import dev.parley.agent.queue.RunColumns;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Conditions;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads runs that were given up; row security decides which. */
@ApplicationScoped
class DeadLetters {

    private static final String COLUMNS =
            """
            SELECT id, tenant, user_id, conversation_id, agent_name, priority, epoch, crashes, problem, accepted_at, ended_at, retried_by
              FROM run
            """;

    private final Sql sql;

    @Inject
    DeadLetters(Sql sql) {
        this.sql = sql;
    }

    /**
     * Newest first.
     *
     * @param before only older ones; null for all
     */
    List<DeadLetter> list(
            @Nullable String tenant, @Nullable String agent, @Nullable RunId before, int limit) {
        Conditions conditions = new Conditions();
        conditions.add("dead_letter = ?", true);
        conditions.add("tenant = ?", tenant);
        conditions.add("agent_name = ?", agent);
        conditions.add("id < ?", before == null ? null : before.value());
        return sql.list(
                COLUMNS + conditions.where() + " ORDER BY id DESC LIMIT ?",
                DeadLetters::read,
                conditions.valuesAnd(limit));
    }

    Optional<DeadLetter> find(RunId run) {
        return sql.find(COLUMNS + " WHERE id = ? AND dead_letter", DeadLetters::read, run.value());
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        @Nullable UUID conversation = row.getObject("conversation_id", UUID.class);
        @Nullable UUID retriedBy = row.getObject("retried_by", UUID.class);
        return new DeadLetter(
                new RunId(row.getObject("id", UUID.class)),
                row.getString("tenant"),
                row.getString("user_id"),
                conversation == null ? null : new ConversationId(conversation),
                row.getString("agent_name"),
                Priority.values()[row.getInt("priority")],
                row.getInt("epoch"),
                row.getInt("crashes"),
                RunColumns.problem(row.getString("problem")),
                Objects.requireNonNull(Sql.instant(row, "accepted_at")),
                Objects.requireNonNull(Sql.instant(row, "ended_at")),
                retriedBy == null ? null : new RunId(retriedBy));
    }
}

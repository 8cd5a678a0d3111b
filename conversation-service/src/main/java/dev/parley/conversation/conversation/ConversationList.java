package dev.parley.conversation.conversation;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Conditions;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of conversations, newest first. Ids grow with time, so that one index gives order,
 * keyset and the range of creation.
 */
@ApplicationScoped
class ConversationList {

    private static final String COLUMNS =
            """
            SELECT id, agent, title, status, message_count, open_turns, active_branch, branch_count, metadata, created_at, updated_at,
                   version
              FROM conversation
            """;

    private static final String SEARCH =
            COLUMNS
                    + " WHERE id = ANY (ARRAY(SELECT search_conversations(?, ?, ?, ?, ?, ?, ?, ?))) ORDER BY id DESC";

    /** How far a clock may have gone back between an id and its creation time. */
    private static final long SLACK_MILLIS = 1_000;

    private final Sql sql;

    @Inject
    ConversationList(Sql sql) {
        this.sql = sql;
    }

    /** A row of the list. */
    record Row(
            UUID id,
            String agent,
            @Nullable String title,
            String status,
            long messageCount,
            int openTurns,
            int activeBranch,
            int branchCount,
            String metadata,
            Instant createdAt,
            Instant updatedAt,
            int version) {

        private static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getString("agent"),
                    row.getString("title"),
                    row.getString("status"),
                    row.getLong("message_count"),
                    row.getInt("open_turns"),
                    row.getInt("active_branch"),
                    row.getInt("branch_count"),
                    row.getString("metadata"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                    row.getInt("version"));
        }
    }

    /** Up to {@code limit} rows that follow {@code before}. */
    List<Row> page(Caller caller, ConversationFilter filter, @Nullable UUID before, int limit) {
        return filter.q() == null
                ? plain(caller, filter, before, limit)
                : sql.list(
                        SEARCH,
                        Row::read,
                        filter.q(),
                        caller.seesWholeTenant() ? null : caller.user(),
                        filter.agent(),
                        filter.status(),
                        filter.createdAfter(),
                        filter.createdBefore(),
                        before,
                        limit);
    }

    private List<Row> plain(
            Caller caller, ConversationFilter filter, @Nullable UUID before, int limit) {
        Conditions conditions = new Conditions();
        conditions.add("tenant = ?", caller.tenant());
        conditions.add("user_id = ?", caller.seesWholeTenant() ? null : caller.user());
        conditions.add("agent = ?", filter.agent());
        conditions.add("status = ?", filter.status());
        if (filter.createdAfter() != null) {
            conditions.add("created_at > ?", filter.createdAfter());
            conditions.add("id >= ?", firstIdOf(filter.createdAfter(), -SLACK_MILLIS));
        }
        if (filter.createdBefore() != null) {
            conditions.add("created_at < ?", filter.createdBefore());
            conditions.add("id < ?", firstIdOf(filter.createdBefore(), SLACK_MILLIS));
        }
        conditions.add("id < ?", before);
        String query =
                COLUMNS
                        + conditions.where()
                        + " AND source = 'parley' AND status <> 'deleted' ORDER BY id DESC LIMIT ?";
        return sql.list(query, Row::read, conditions.valuesAnd(limit));
    }

    /** The lowest UUIDv7 of a millisecond. */
    private static UUID firstIdOf(Instant time, long shiftMillis) {
        long millis = Math.clamp(time.toEpochMilli() + shiftMillis, 0, (1L << 48) - 1);
        return new UUID(millis << 16 | 0x7000, 1L << 63);
    }
}

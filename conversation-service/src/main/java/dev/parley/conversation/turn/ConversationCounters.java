package dev.parley.conversation.turn;

import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reserves numbers for events and messages of many conversations in one statement, which also locks
 * their rows.
 */
@ApplicationScoped
class ConversationCounters {

    private static final String GROW =
            """
            UPDATE conversation AS c
               SET last_seq = c.last_seq + g.events, message_count = c.message_count + g.messages,
                   open_turns = c.open_turns - g.ended, updated_at = now()
              FROM unnest(?, ?, ?, ?) AS g (id, events, messages, ended)
             WHERE c.id = g.id AND c.status <> 'deleted'
            RETURNING c.id, old.last_seq, old.message_count, c.user_id
            """;

    private final Sql sql;

    @Inject
    ConversationCounters(Sql sql) {
        this.sql = sql;
    }

    /** How much a conversation gains: events, messages, and how many of its turns end. */
    record Growth(int events, int messages, int ended) {

        Growth plus(Growth other) {
            return new Growth(
                    events + other.events, messages + other.messages, ended + other.ended);
        }
    }

    /** Hands out the reserved numbers of one conversation in order. */
    static final class Numbers {

        private long lastEvent;
        private long lastMessage;

        private final String owner;

        private Numbers(long lastEvent, long lastMessage, String owner) {
            this.owner = owner;
            this.lastEvent = lastEvent;
            this.lastMessage = lastMessage;
        }

        /** The user whose conversation it is. */
        String owner() {
            return owner;
        }

        long nextEvent() {
            return ++lastEvent;
        }

        long nextMessage() {
            return ++lastMessage;
        }
    }

    Map<ConversationId, Numbers> grow(Map<ConversationId, Growth> growth) {
        List<UUID> ids = growth.keySet().stream().map(ConversationId::value).toList();
        List<Integer> events = growth.values().stream().map(Growth::events).toList();
        List<Integer> messages = growth.values().stream().map(Growth::messages).toList();
        List<Integer> ended = growth.values().stream().map(Growth::ended).toList();
        Map<ConversationId, Numbers> numbers = new HashMap<>();
        sql.list(
                GROW,
                row ->
                        numbers.put(
                                new ConversationId(row.getObject(1, UUID.class)),
                                new Numbers(row.getLong(2), row.getLong(3), row.getString(4))),
                ids,
                events,
                messages,
                ended);
        return numbers;
    }
}

package dev.parley.conversation.message;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Finds the alternatives to the messages of a page: one statement, whatever the page's size. */
@ApplicationScoped
class Siblings {

    private static final int MAX_SHOWN = 1_000;

    /** First those that were forked from a message, then the message itself, by its number. */
    private static final String READ =
            """
            SELECT id, branch, seq, coalesce(fork_of, seq) AS origin FROM message
             WHERE conversation_id = ? AND (fork_of = ANY (?::bigint[]) OR seq = ANY (?::bigint[])) ORDER BY seq LIMIT ?
            """;

    private final Sql sql;

    @Inject
    Siblings(Sql sql) {
        this.sql = sql;
    }

    List<MessageView> beside(ConversationId conversation, List<MessageView> page) {
        List<Long> origins = page.stream().map(Siblings::origin).toList();
        Map<Long, List<MessageView.Sibling>> found = new TreeMap<>();
        sql.list(
                READ,
                row ->
                        found.computeIfAbsent(row.getLong("origin"), origin -> new ArrayList<>())
                                .add(
                                        new MessageView.Sibling(
                                                new MessageId(row.getObject("id", UUID.class)),
                                                row.getInt("branch"))),
                conversation.value(),
                origins,
                origins,
                MAX_SHOWN);
        return page.stream().map(message -> beside(message, found)).toList();
    }

    private static MessageView beside(
            MessageView message, Map<Long, List<MessageView.Sibling>> found) {
        List<MessageView.Sibling> siblings = found.getOrDefault(origin(message), List.of());
        return siblings.size() > 1 ? message.among(siblings) : message;
    }

    private static long origin(MessageView message) {
        return message.forkOf() == null ? message.seq() : message.forkOf();
    }
}

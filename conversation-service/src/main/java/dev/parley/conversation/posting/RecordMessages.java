package dev.parley.conversation.posting;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.log.EventLog;
import dev.parley.conversation.log.LogAppended;
import dev.parley.conversation.log.LogEvent;
import dev.parley.conversation.log.VisibleLog;
import dev.parley.conversation.message.MessageLog;
import dev.parley.conversation.message.MessageView;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Puts messages into a conversation that nobody is to answer: a history that a client brings. */
@ApplicationScoped
public class RecordMessages {

    private static final String ENTER =
            """
            UPDATE conversation
               SET message_count = message_count + ?, last_seq = last_seq + ?, updated_at = now()
             WHERE id = ? AND tenant = ? AND (user_id = ? OR ?) AND status IN ('active', 'archived')
            RETURNING old.message_count, old.last_seq, active_branch, user_id
            """;

    private final Sql sql;
    private final MessageLog messages;
    private final EventLog log;
    private final VisibleLog logs;
    private final PostingEvents events;
    private final Caches caches;
    private final Event<LogAppended> appended;

    @Inject
    RecordMessages(
            Sql sql,
            MessageLog messages,
            EventLog log,
            VisibleLog logs,
            PostingEvents events,
            Caches caches,
            Event<LogAppended> appended) {
        this.sql = sql;
        this.messages = messages;
        this.log = log;
        this.logs = logs;
        this.events = events;
        this.caches = caches;
        this.appended = appended;
    }

    private record Place(long messages, long events, int branch, String owner) {

        private static Place read(ResultSet row) throws SQLException {
            return new Place(row.getLong(1), row.getLong(2), row.getInt(3), row.getString(4));
        }
    }

    /** Appends to the active branch; refuses with {@code not-found} what the caller may not see. */
    @Transactional
    public List<MessageView> record(
            Caller caller, ConversationId conversation, List<Posting.Input> inputs) {
        caches.invalidateOwner(conversation.toString());
        Place place =
                sql.find(
                                ENTER,
                                Place::read,
                                inputs.size(),
                                inputs.size(),
                                conversation.value(),
                                caller.tenant(),
                                caller.user(),
                                caller.changesWholeTenant())
                        .orElseThrow(() -> refusal(caller, conversation));
        RunId nobody = RunId.next();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<MessageView> said = new ArrayList<>();
        for (Posting.Input input : inputs) {
            said.add(
                    input.asMessage(
                            caller.user(),
                            nobody,
                            new Posting.Spot(
                                    place.messages() + said.size() + 1, place.branch(), null),
                            "{}",
                            now));
        }
        messages.append(
                said.stream()
                        .map(it ->
                                new MessageLog.StoredMessage(
                                        caller.tenant(), place.owner(), conversation, it))
                        .toList());
        List<LogEvent> entries = events.created(conversation, nobody, said, place.events(), now);
        log.append(caller.tenant(), entries);
        appended.fire(new LogAppended(entries));
        return said;
    }

    private ProblemException refusal(Caller caller, ConversationId conversation) {
        logs.requireChangeable(caller, conversation);
        return ProblemException.notFound("conversation");
    }
}

package dev.parley.conversation.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.ConversationEvent;
import dev.parley.contracts.event.MessagePosted;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.UuidV7;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogEvent;
import dev.parley.conversation.message.MessageView;
import dev.parley.conversation.outgoing.ConversationEvents;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an accepted posting says: to the readers of the log, and to agent-service. */
@ApplicationScoped
class PostingEvents {

    private final ObjectMapper mapper;

    @Inject
    PostingEvents(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** One entry a message, and one for the run that waits. */
    List<LogEvent> entries(
            ConversationId conversation,
            List<MessageView> said,
            QueuedRun queued,
            long after,
            Instant now) {
        List<LogEvent> entries = created(conversation, queued.id(), said, after, now);
        entries.add(
                new LogEvent(
                        conversation,
                        after + said.size() + 1,
                        queued.id(),
                        EventType.RUN_QUEUED,
                        queued.toJson(),
                        now));
        return entries;
    }

    /** One entry a message. */
    List<LogEvent> created(
            ConversationId conversation,
            RunId run,
            List<MessageView> said,
            long after,
            Instant now) {
        List<LogEvent> entries = new ArrayList<>();
        long seq = after;
        for (MessageView message : said) {
            String created = "{\"message\":" + write(message) + '}';
            entries.add(
                    new LogEvent(
                            conversation, ++seq, run, EventType.MESSAGE_CREATED, created, now));
        }
        return entries;
    }

    OutboxEvent posted(
            Caller caller,
            ConversationId conversation,
            RunId run,
            Posting posting,
            ConversationGate.Place place,
            Landing landing,
            List<MessageView> said) {
        MessageView last = said.isEmpty() ? landing.requireAnswered() : said.getLast();
        return ConversationEvents.row(
                new MessagePosted(
                        ConversationEvent.VERSION,
                        UuidV7.next(),
                        caller.tenant(),
                        caller.user(),
                        List.copyOf(ActingFor.carried(caller.userRoles())),
                        conversation,
                        last.id(),
                        last.seq(),
                        run,
                        place.afterRunId(),
                        posting.agent() == null ? place.agent() : posting.agent(),
                        posting.priority(),
                        posting.plainText(),
                        landing.branch(),
                        posting.options(),
                        posting.retryOf(),
                        last.createdAt()));
    }

    private String write(MessageView message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message is always writable", e);
        }
    }
}

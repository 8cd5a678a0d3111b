package dev.parley.conversation.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.contracts.Topic;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.MessagePosted;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.UuidV7;
import dev.parley.conversation.ConversationError;
import dev.parley.conversation.log.EventLog;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogAppended;
import dev.parley.conversation.log.LogEvent;
import dev.parley.conversation.message.MessageLog;
import dev.parley.conversation.message.MessageView;
import dev.parley.conversation.turn.Turns;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a message: message, log entries, turn and outbox row are one transaction. From its commit
 * on Parley owes the caller one terminal event.
 */
@ApplicationScoped
class PostMessage {

    private final ConversationGate gate;
    private final MessageLog messages;
    private final EventLog log;
    private final Turns turns;
    private final Outbox outbox;
    private final Event<LogAppended> appended;
    private final ObjectMapper mapper;

    @Inject
    PostMessage(
            ConversationGate gate,
            MessageLog messages,
            EventLog log,
            Turns turns,
            Outbox outbox,
            Event<LogAppended> appended,
            ObjectMapper mapper) {
        this.gate = gate;
        this.messages = messages;
        this.log = log;
        this.turns = turns;
        this.outbox = outbox;
        this.appended = appended;
        this.mapper = mapper;
    }

    @Transactional
    Accepted post(Caller caller, ConversationId conversation, NewMessage wanted) {
        if (outbox.full()) {
            throw ProblemException.retryLater(
                    ConversationError.BACKLOG_FULL,
                    "More accepted messages wait than the outbox may hold; try again in ten seconds.",
                    Duration.ofSeconds(10),
                    null);
        }
        RunId run = RunId.next();
        ConversationGate.Place place = gate.enter(caller, conversation, run);
        MessageView message = view(caller, wanted, run, place.messageSeq());
        String agent = wanted.agent() == null ? place.agent() : wanted.agent();
        List<LogEvent> events =
                events(conversation, run, message, wanted.priorityOrDefault(), place);
        messages.append(
                List.of(new MessageLog.StoredMessage(caller.tenant(), conversation, message)));
        log.append(caller.tenant(), events);
        turns.open(caller.tenant(), conversation, run, message.createdAt());
        outbox.append(
                List.of(posted(caller, conversation, message, agent, wanted, place.afterRunId())));
        appended.fire(new LogAppended(events));
        return new Accepted(
                message,
                new Accepted.AcceptedRun(
                        run, "queued", wanted.priorityOrDefault(), place.firstEventSeq() - 1));
    }

    private MessageView view(Caller caller, NewMessage wanted, RunId run, long seq) {
        return new MessageView(
                MessageId.next(),
                seq,
                "user",
                caller.user(),
                wanted.content(),
                run,
                null,
                null,
                null,
                Metadata.write(mapper, wanted.metadata()),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private List<LogEvent> events(
            ConversationId conversation,
            RunId run,
            MessageView message,
            Priority priority,
            ConversationGate.Place place) {
        String created = "{\"message\":" + write(message) + '}';
        String queued =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("priority", priority.wireName())
                        .toString();
        Instant at = message.createdAt();
        return List.of(
                new LogEvent(
                        conversation,
                        place.firstEventSeq(),
                        run,
                        EventType.MESSAGE_CREATED,
                        created,
                        at),
                new LogEvent(
                        conversation,
                        place.firstEventSeq() + 1,
                        run,
                        EventType.RUN_QUEUED,
                        queued,
                        at));
    }

    private static OutboxEvent posted(
            Caller caller,
            ConversationId conversation,
            MessageView message,
            String agent,
            NewMessage wanted,
            @Nullable RunId after) {
        MessagePosted event =
                new MessagePosted(
                        MessagePosted.VERSION,
                        UuidV7.next(),
                        caller.tenant(),
                        caller.user(),
                        conversation,
                        message.id(),
                        message.seq(),
                        message.runId(),
                        after,
                        agent,
                        wanted.priorityOrDefault(),
                        wanted.content(),
                        message.createdAt());
        try {
            String payload = EventJson.mapper().writeValueAsString(event);
            return new OutboxEvent(
                    caller.tenant(), Topic.MESSAGES.topicName(), conversation.toString(), payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }

    private String write(MessageView message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message is always writable", e);
        }
    }
}

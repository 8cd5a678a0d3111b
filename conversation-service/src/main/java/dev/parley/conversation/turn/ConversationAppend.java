package dev.parley.conversation.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.conversation.log.EventLog;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogEntry;
import dev.parley.conversation.log.LogEvent;
import dev.parley.conversation.message.MessageLog;
import dev.parley.conversation.message.MessageView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers and writes what a batch of changes adds to conversations: entries, replies and their
 * terminal events.
 */
@ApplicationScoped
class ConversationAppend {

    /** A reply adds {@code message.completed} and the terminal event. */
    private static final int EVENTS_PER_REPLY = 2;

    private final ConversationCounters counters;
    private final EventLog log;
    private final MessageLog messages;
    private final ObjectMapper mapper;

    @Inject
    ConversationAppend(
            ConversationCounters counters, EventLog log, MessageLog messages, ObjectMapper mapper) {
        this.counters = counters;
        this.log = log;
        this.messages = messages;
        this.mapper = mapper;
    }

    /** Writes the changes, and returns the new events by conversation. */
    List<List<LogEvent>> write(List<TurnChange> changes) {
        Map<ConversationId, ConversationCounters.Growth> growth = new LinkedHashMap<>();
        changes.forEach(change ->
                growth.merge(
                        change.turn().conversationId(),
                        growthOf(change),
                        ConversationCounters.Growth::plus));
        Map<ConversationId, ConversationCounters.Numbers> next = counters.grow(growth);
        Map<ConversationId, List<LogEvent>> events = new LinkedHashMap<>();
        List<EventLog.TenantEvent> rows = new ArrayList<>();
        List<MessageLog.StoredMessage> replies = new ArrayList<>();
        for (TurnChange change : changes) {
            Turn turn = change.turn();
            ConversationCounters.Numbers numbers = next.get(turn.conversationId());
            if (numbers == null) {
                continue;
            }
            List<LogEvent> added = new ArrayList<>();
            for (LogEntry entry : change.entries()) {
                added.add(event(turn, numbers, entry));
            }
            if (change.reply() != null) {
                complete(turn, numbers, change.reply(), added, replies);
            }
            added.forEach(event -> rows.add(new EventLog.TenantEvent(turn.tenant(), event)));
            events.computeIfAbsent(turn.conversationId(), id -> new ArrayList<>()).addAll(added);
        }
        log.append(rows);
        messages.append(replies);
        return List.copyOf(events.values());
    }

    private static ConversationCounters.Growth growthOf(TurnChange change) {
        boolean replied = change.reply() != null;
        int events = change.entries().size() + (replied ? EVENTS_PER_REPLY : 0);
        return new ConversationCounters.Growth(
                events, replied ? 1 : 0, change.turn().status() == TurnStatus.OPEN ? 0 : 1);
    }

    private void complete(
            Turn turn,
            ConversationCounters.Numbers numbers,
            TurnChange.Reply replied,
            List<LogEvent> added,
            List<MessageLog.StoredMessage> replies) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        MessageView reply = reply(turn, numbers.nextMessage(), replied, at);
        replies.add(
                new MessageLog.StoredMessage(
                        turn.tenant(), numbers.owner(), turn.conversationId(), reply));
        String message = "{\"message\":" + write(mapper, reply) + '}';
        String usage = "{\"usage\":" + write(EventJson.mapper(), replied.usage()) + '}';
        added.add(
                event(
                        turn,
                        numbers,
                        new LogEntry(EventType.MESSAGE_COMPLETED, turn.runId(), message, at)));
        added.add(event(turn, numbers, new LogEntry(replied.terminal(), turn.runId(), usage, at)));
    }

    private static MessageView reply(Turn turn, long seq, TurnChange.Reply replied, Instant at) {
        ObjectMapper json = EventJson.mapper();
        return new MessageView(
                MessageId.next(),
                seq,
                turn.branch(),
                "assistant",
                replied.agent(),
                replied.text(),
                replied.status(),
                turn.runId(),
                turn.answersRunId(),
                null,
                replied.agent(),
                replied.toolCalls().isEmpty() ? null : write(json, replied.toolCalls()),
                write(json, replied.usage()),
                "{}",
                turn.forkOf(),
                null,
                at);
    }

    private static LogEvent event(Turn turn, ConversationCounters.Numbers numbers, LogEntry entry) {
        return new LogEvent(
                turn.conversationId(),
                numbers.nextEvent(),
                entry.runId(),
                entry.type(),
                entry.data(),
                entry.at());
    }

    private static String write(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read is writable", e);
        }
    }
}

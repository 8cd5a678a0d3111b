package dev.parley.conversation.outgoing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.Topic;
import dev.parley.contracts.event.ConversationEvent;
import dev.parley.contracts.event.EventJson;
import dev.parley.platform.outbox.OutboxEvent;

/** Conversation events as rows of the outbox. */
public final class ConversationEvents {

    private ConversationEvents() {}

    /** The row that carries an event, in the order of its conversation. */
    public static OutboxEvent row(ConversationEvent event) {
        try {
            return new OutboxEvent(
                    event.tenant(),
                    Topic.MESSAGES.topicName(),
                    event.conversationId().toString(),
                    EventJson.mapper().writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}

package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.contracts.id.ConversationId;
import java.util.UUID;

/**
 * What conversation-service tells the others, in order per conversation: a cancellation never
 * overtakes the message whose run it is about.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = MessagePosted.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = MessagePosted.class, name = "message.posted"),
    @JsonSubTypes.Type(value = CancelRequested.class, name = "run.cancel-requested"),
    @JsonSubTypes.Type(value = ConversationDeleted.class, name = "conversation.deleted")
})
public sealed interface ConversationEvent
        permits MessagePosted, CancelRequested, ConversationDeleted {

    /** The version that this code writes, of every kind. */
    int VERSION = 1;

    /** Unique per event; the key of the reader's inbox. */
    UUID eventId();

    /** Whose data this is. */
    String tenant();

    /** The conversation, which is also the record's key. */
    ConversationId conversationId();
}

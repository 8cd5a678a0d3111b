package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.contracts.id.ConversationId;
import java.time.Instant;
import java.util.UUID;

/**
 * A conversation was deleted: whoever keeps something of it deletes that, too.
 *
 * @param version the version of this shape, {@link #VERSION}
 * @param eventId unique per event
 * @param tenant whose data it was
 * @param conversationId the conversation
 * @param at when it was deleted
 */
public record ConversationDeleted(
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) UUID eventId,
        @JsonProperty(required = true) String tenant,
        @JsonProperty(required = true) ConversationId conversationId,
        @JsonProperty(required = true) Instant at)
        implements ConversationEvent {}

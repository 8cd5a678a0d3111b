package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody wants a run to stop. One that has ended meanwhile stays as it is.
 *
 * @param version the version of this shape, {@link #VERSION}
 * @param eventId unique per event
 * @param tenant whose data this is
 * @param conversationId the run's conversation
 * @param runId the run
 * @param at when it was wanted
 */
public record CancelRequested(
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) UUID eventId,
        @JsonProperty(required = true) String tenant,
        @JsonProperty(required = true) ConversationId conversationId,
        @JsonProperty(required = true) RunId runId,
        @JsonProperty(required = true) Instant at)
        implements ConversationEvent {}

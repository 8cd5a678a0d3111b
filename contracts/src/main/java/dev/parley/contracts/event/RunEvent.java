package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import java.time.Instant;

/**
 * One event of a run, in order within its run by {@code (epoch, index)}: a reader drops what is not
 * greater than the last it took, which makes redelivery harmless and shuts out a worker that has
 * lost its run.
 *
 * @param version the version of this shape, {@link #VERSION}
 * @param tenant whose data this is
 * @param conversationId the conversation
 * @param runId the run
 * @param epoch which claim of the run wrote this, counted from 1
 * @param index the event's place within the epoch, counted from 0
 * @param at when it happened
 * @param activity what happened
 */
public record RunEvent(
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) String tenant,
        @JsonProperty(required = true) ConversationId conversationId,
        @JsonProperty(required = true) RunId runId,
        @JsonProperty(required = true) int epoch,
        @JsonProperty(required = true) int index,
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) RunActivity activity) {

    /** The version that this code writes. */
    public static final int VERSION = 1;
}

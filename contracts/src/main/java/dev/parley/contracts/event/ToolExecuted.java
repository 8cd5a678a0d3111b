package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.id.RunId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool was executed. Neither arguments nor results travel: they are the user's.
 *
 * @param version the version of this shape, {@link #VERSION}
 * @param executionId unique per event
 * @param tenant whose data this is
 * @param user who called, or on whose behalf
 * @param callId the call's idempotency key
 * @param tool the tool's name
 * @param kind where the tool comes from, such as {@code http}
 * @param status {@code succeeded}, {@code failed} or {@code unknown}
 * @param problem the code of what went wrong, if it did not succeed
 * @param cached whether the result was that of an earlier call
 * @param attempts how often the tool was asked
 * @param durationMs how long it worked, in milliseconds
 * @param bytes how much came back
 * @param costUsd what it cost, in US dollars
 * @param at when it ended
 */
public record ToolExecuted(
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) ExecutionId executionId,
        @JsonProperty(required = true) String tenant,
        @JsonProperty(required = true) String user,
        @JsonProperty(required = true) String callId,
        @Nullable RunId runId,
        @Nullable ConversationId conversationId,
        @Nullable String agent,
        @JsonProperty(required = true) String tool,
        @JsonProperty(required = true) int toolVersion,
        @JsonProperty(required = true) String kind,
        @JsonProperty(required = true) String status,
        @Nullable String problem,
        @JsonProperty(required = true) boolean cached,
        @JsonProperty(required = true) int attempts,
        @JsonProperty(required = true) long durationMs,
        @JsonProperty(required = true) long bytes,
        @JsonProperty(required = true) BigDecimal costUsd,
        @JsonProperty(required = true) Instant at) {

    /** The version of this shape. */
    public static final int VERSION = 1;
}

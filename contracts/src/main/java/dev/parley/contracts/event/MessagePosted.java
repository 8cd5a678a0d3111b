package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user's message was accepted and Parley owes its run one terminal event.
 *
 * @param version the version of this shape, {@link #VERSION}
 * @param eventId unique per event; the key of the reader's inbox
 * @param tenant whose data this is
 * @param user who posted it, the user on whose behalf the run acts
 * @param userRoles what that user's token granted, by name: some tools are for certain roles only;
 *     none if null
 * @param conversationId the conversation
 * @param messageId the message that was posted
 * @param messageSeq the message's place in the conversation, counted from 1
 * @param runId the run that answers it
 * @param afterRunId the run accepted before this one in the conversation; this run starts when that
 *     one has ended
 * @param agent the name of the agent that answers
 * @param priority how urgent the run is
 * @param content what the user wrote; null if the run answers more than one plain message, which it
 *     then reads from the conversation, up to and including {@code messageSeq}
 * @param branch the branch that the message and its reply stand in; the first, 0, if null
 * @param options what the caller asks of this run beyond its agent's configuration
 * @param retryOf the failed run of the same message that this one goes on with, after its last
 *     finished step
 * @param at when it was accepted
 */
public record MessagePosted(
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) UUID eventId,
        @JsonProperty(required = true) String tenant,
        @JsonProperty(required = true) String user,
        @Nullable List<String> userRoles,
        @JsonProperty(required = true) ConversationId conversationId,
        @JsonProperty(required = true) MessageId messageId,
        @JsonProperty(required = true) long messageSeq,
        @JsonProperty(required = true) RunId runId,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable RunId afterRunId,
        @JsonProperty(required = true) String agent,
        @JsonProperty(required = true) Priority priority,
        @Nullable String content,
        @Nullable Integer branch,
        @Nullable RunOptions options,
        @Nullable RunId retryOf,
        @JsonProperty(required = true) Instant at)
        implements ConversationEvent {

    /** What the user's token granted. */
    public List<String> userRolesOrNone() {
        return userRoles == null ? List.of() : userRoles;
    }

    /** The branch that the message and its reply stand in. */
    public int branchOrRoot() {
        return branch == null ? 0 : branch;
    }
}

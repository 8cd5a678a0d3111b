package dev.parley.conversation.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as clients see it, in lists and in events.
 *
 * @param seq its place in the conversation, counted from 1 without gaps
 * @param branch the branch that it was written in
 * @param role {@code user}, {@code assistant}, {@code system} or {@code tool}
 * @param author the user's or the agent's name
 * @param status {@code complete}, or {@code incomplete} for a reply that was cancelled
 * @param runId the run that it began or that wrote it
 * @param answersRunId for a reply that was asked for again: the run of the message it answers
 * @param callId for a client's tool output: the call it belongs to
 * @param toolCalls the tool calls behind a reply, as JSON; one with neither result nor problem is
 *     for the client to execute
 * @param usage what the model consumed for a reply, as JSON
 * @param forkOf the number of the message that it was first an alternative to
 * @param siblings all alternatives, itself among them, oldest first; in lists, where there is more
 *     than one
 */
public record MessageView(
        MessageId id,
        long seq,
        int branch,
        String role,
        String author,
        String content,
        String status,
        RunId runId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RunId answersRunId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String callId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String agent,
        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String toolCalls,
        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String usage,
        @JsonRawValue String metadata,
        @JsonIgnore @Nullable Long forkOf,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Sibling> siblings,
        Instant createdAt) {

    /** The status of a message that is all there. */
    public static final String COMPLETE = "complete";

    /** The status of a reply that was cancelled. */
    public static final String INCOMPLETE = "incomplete";

    /** An alternative: the message, and the branch in which to see it. */
    public record Sibling(MessageId id, int branch) {}

    /** The same message beside its alternatives. */
    MessageView among(List<Sibling> alternatives) {
        return new MessageView(
                id,
                seq,
                branch,
                role,
                author,
                content,
                status,
                runId,
                answersRunId,
                callId,
                agent,
                toolCalls,
                usage,
                metadata,
                forkOf,
                alternatives,
                createdAt);
    }
}

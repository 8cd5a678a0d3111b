package dev.parley.conversation.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as clients see it, in lists and in events.
 *
 * @param seq its place in the conversation, counted from 1 without gaps
 * @param role {@code user} or {@code assistant}
 * @param author the user's or the agent's name
 * @param runId the run that it began or that wrote it
 * @param toolCalls the tool calls behind a reply, as JSON
 * @param usage what the model consumed for a reply, as JSON
 */
public record MessageView(
        MessageId id,
        long seq,
        String role,
        String author,
        String content,
        RunId runId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String agent,
        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String toolCalls,
        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String usage,
        @JsonRawValue String metadata,
        Instant createdAt) {}

package dev.parley.conversation.transcript;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a conversation's transcript: its head, its branches, its messages by number, an end.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TranscriptLine.Head.class, name = "conversation"),
    @JsonSubTypes.Type(value = TranscriptLine.Branch.class, name = "branch"),
    @JsonSubTypes.Type(value = TranscriptLine.Message.class, name = "message"),
    @JsonSubTypes.Type(value = TranscriptLine.End.class, name = "end")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface TranscriptLine {

    /** The form of the lines. */
    int FORMAT = 1;

    /**
     * The first line.
     *
     * @param format {@link #FORMAT}
     * @param id the id it had; an import gives another
     */
    record Head(
            @JsonProperty(required = true) int format,
            @Nullable String id,
            @JsonProperty(required = true) String agent,
            @Nullable String title,
            @Nullable Map<String, String> metadata,
            @Nullable Integer activeBranch,
            @Nullable Instant createdAt)
            implements TranscriptLine {

        /** The branch that is shown, the first if none is named. */
        int branchToShow() {
            return activeBranch == null ? 0 : activeBranch;
        }
    }

    /**
     * A branch beyond the first.
     *
     * @param shared the pieces of other branches that it begins with
     */
    record Branch(
            @JsonProperty(required = true) int branch,
            @JsonProperty(required = true) List<Piece> shared)
            implements TranscriptLine {}

    /** The messages of a branch up to a number. */
    record Piece(
            @JsonProperty(required = true) int branch, @JsonProperty(required = true) long end) {}

    /**
     * A message.
     *
     * @param run what joins a reply to what it answers; any text
     * @param answersRun for a reply that was asked for again: the run of the message it answers
     */
    record Message(
            @JsonProperty(required = true) long seq,
            @Nullable Integer branch,
            @JsonProperty(required = true) String role,
            @Nullable String author,
            @JsonProperty(required = true) String content,
            @Nullable String status,
            @JsonProperty(required = true) String run,
            @Nullable String answersRun,
            @Nullable String callId,
            @Nullable String agent,
            @Nullable JsonNode toolCalls,
            @Nullable JsonNode usage,
            @Nullable Map<String, String> metadata,
            @Nullable Long forkOf,
            @Nullable Instant createdAt)
            implements TranscriptLine {

        /** The branch that it was written in, the first if none is named. */
        int ownBranch() {
            return branch == null ? 0 : branch;
        }
    }

    /** The last line. */
    record End(@JsonProperty(required = true) long messages) implements TranscriptLine {}
}

package dev.parley.conversation.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.contracts.id.ConversationId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A conversation as clients see it. */
public record ConversationResponse(
        ConversationId id,
        String agent,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String title,
        String status,
        long messageCount,
        int openRuns,
        int activeBranch,
        int branchCount,
        Map<String, String> metadata,
        Instant createdAt,
        Instant updatedAt,
        int version) {}

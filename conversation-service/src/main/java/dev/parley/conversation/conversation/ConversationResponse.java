package dev.parley.conversation.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.http.Metadata;
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
        int version) {

    static ConversationResponse of(ConversationList.Row row, ObjectMapper mapper) {
        return new ConversationResponse(
                new ConversationId(row.id()),
                row.agent(),
                row.title(),
                row.status(),
                row.messageCount(),
                row.openTurns(),
                row.activeBranch(),
                row.branchCount(),
                Metadata.read(mapper, row.metadata()),
                row.createdAt(),
                row.updatedAt(),
                row.version());
    }

    static ConversationResponse of(ConversationEntity entity, ObjectMapper mapper) {
        return new ConversationResponse(
                new ConversationId(entity.id),
                entity.agent,
                entity.title,
                entity.status,
                entity.messageCount,
                entity.openTurns,
                entity.activeBranch,
                entity.branchCount,
                Metadata.read(mapper, entity.metadata),
                entity.createdAt,
                entity.updatedAt,
                entity.version);
    }
}

package dev.parley.tool.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.rest.ToolExecution;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution, as those see it who look it up.
 *
 * @param arguments not in lists
 * @param result not in lists
 * @param attempts how often the tool was asked
 * @param bytes how much it gave
 * @param cost in US dollars
 * @param dispatchedAt when something left first; null if nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionView(
        ExecutionId id,
        String callId,
        String tool,
        int toolVersion,
        String kind,
        String effects,
        String user,
        @Nullable RunId runId,
        @Nullable ConversationId conversationId,
        @Nullable String agent,
        ToolExecution.Status status,
        @Nullable JsonNode arguments,
        @Nullable JsonNode result,
        @Nullable RunProblem problem,
        @Nullable String note,
        boolean cached,
        ToolExecution.@Nullable Kept cache,
        int attempts,
        long bytes,
        long durationMs,
        BigDecimal cost,
        Instant createdAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant endedAt) {}

package dev.parley.tool.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.id.ApprovalId;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.id.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval, as those see it who are asked.
 *
 * @param argumentsHash SHA-256 of the canonical arguments, in hex: what exactly is approved
 * @param fourEyes whether the one who asks may not decide
 * @param approvers the roles that may decide; empty for who asks, operators and administrators
 * @param edited whether the arguments were changed by who decided
 * @param usedAt when the call left
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalView(
        ApprovalId id,
        ApprovalStatus status,
        String tool,
        JsonNode arguments,
        String argumentsHash,
        String callId,
        ExecutionId executionId,
        String requestedBy,
        @Nullable RunId runId,
        @Nullable ConversationId conversationId,
        @Nullable String agent,
        boolean fourEyes,
        List<String> approvers,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        boolean edited,
        @Nullable Instant usedAt,
        Instant createdAt,
        Instant expiresAt) {

    /** What is shown of a row. */
    public static ApprovalView of(Approval approval) {
        return new ApprovalView(
                approval.id(),
                approval.status(),
                approval.tool(),
                json(approval.arguments()),
                approval.argumentsHash(),
                approval.callId(),
                new ExecutionId(approval.executionId()),
                approval.requestedBy(),
                approval.run() == null ? null : new RunId(approval.run()),
                approval.conversation() == null
                        ? null
                        : new ConversationId(approval.conversation()),
                approval.agent(),
                approval.fourEyes(),
                approval.approvers(),
                approval.decidedBy(),
                approval.decidedAt(),
                approval.reason(),
                approval.edited(),
                approval.usedAt(),
                approval.createdAt(),
                approval.expiresAt());
    }

    private static JsonNode json(String stored) {
        try {
            return EventJson.mapper().readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored arguments are not readable", e);
        }
    }
}

package dev.parley.agent.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that was given up although trying again might help. What went wrong in each attempt, and
 * its finished steps, {@code GET /v1/runs/{id}} shows to those whose it is.
 *
 * @param attempts how often it was begun
 * @param crashes how often its worker vanished
 * @param retriedBy the run that tries it again; null if none does
 */
record DeadLetter(
        RunId runId,
        String tenant,
        String user,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable ConversationId conversationId,
        String agent,
        Priority priority,
        int attempts,
        int crashes,
        @Nullable RunProblem problem,
        Instant acceptedAt,
        Instant endedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable RunId retriedBy) {}

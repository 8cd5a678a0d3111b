package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.tool.invocation.Effects;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution as its row tells of it.
 *
 * @param owner the process that is at it, while it is open
 * @param cost in US dollars
 */
record LedgerRow(
        String tenant,
        ExecutionId id,
        String callId,
        String user,
        List<String> userRoles,
        String tool,
        String toolKey,
        int toolVersion,
        String kind,
        Effects effects,
        String arguments,
        String argumentsHash,
        @Nullable UUID run,
        @Nullable UUID conversation,
        @Nullable String agent,
        int epoch,
        Status status,
        @Nullable String owner,
        boolean cancelRequested,
        @Nullable JsonNode result,
        @Nullable RunProblem problem,
        @Nullable String note,
        @Nullable Instant cachedSince,
        @Nullable String cachedWhy,
        int attempts,
        long bytes,
        long durationMs) {

    ToolExecution.Response response() {
        ToolExecution.Kept kept =
                cachedSince == null
                        ? null
                        : new ToolExecution.Kept(cachedSince, Objects.requireNonNull(cachedWhy));
        return new ToolExecution.Response(
                id,
                status.shown(),
                result,
                problem,
                note,
                kept != null,
                kept,
                attempts,
                durationMs);
    }
}

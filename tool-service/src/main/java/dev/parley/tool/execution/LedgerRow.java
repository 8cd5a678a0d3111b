package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ApprovalId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.tool.invocation.Effects;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution as its row tells of it.
 *
 * @param owner the process that is at it, while it is open
 * @param approval what it needs, or needed
 * @param editedArguments what who approved it put in the place of the arguments
 * @param reuse whose result it has, if another call got it
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
        @Nullable ApprovalId approval,
        @Nullable String editedArguments,
        boolean cancelRequested,
        @Nullable JsonNode result,
        @Nullable RunProblem problem,
        @Nullable String note,
        @Nullable Reuse reuse,
        int attempts,
        long bytes,
        long durationMs) {

    ToolExecution.Response response() {
        return new ToolExecution.Response(
                id,
                status.shown(),
                result,
                problem,
                note,
                reuse != null,
                reuse == null ? null : reuse.shown(),
                status == Status.WAITING ? approval : null,
                attempts,
                durationMs);
    }
}

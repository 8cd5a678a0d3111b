package dev.parley.tool.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ApprovalId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.rest.ToolExecution;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a call of a plan.
 *
 * @param compensation how it stands with what undoes it, if that was begun
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallState(
        String id,
        String tool,
        Status status,
        @Nullable ExecutionId executionId,
        @Nullable JsonNode result,
        @Nullable RunProblem problem,
        @Nullable String note,
        boolean cached,
        @Nullable ApprovalId approvalId,
        long durationMs,
        @Nullable CallState compensation) {

    /** What becomes of a call. */
    public enum Status {
        /** It depends on others that have not ended. */
        WAITING,
        RUNNING,
        /** Somebody has to approve it first. */
        REQUIRES_ACTION,
        SUCCEEDED,
        FAILED,
        /** It may have been carried out; nobody knows. */
        UNKNOWN,
        /** It depends on one that did not succeed. */
        SKIPPED;

        /** The name as clients read it. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean hasEnded() {
            return switch (this) {
                case WAITING, RUNNING, REQUIRES_ACTION -> false;
                case SUCCEEDED, FAILED, UNKNOWN, SKIPPED -> true;
            };
        }
    }

    static CallState of(PlanRequest.Call call, Status status) {
        return of(call.id(), call.tool(), status, null);
    }

    static CallState failed(String id, String tool, RunProblem problem) {
        return of(id, tool, Status.FAILED, problem);
    }

    private static CallState of(
            String id, String tool, Status status, @Nullable RunProblem problem) {
        return new CallState(id, tool, status, null, null, problem, null, false, null, 0, null);
    }

    static CallState of(String id, String tool, ToolExecution.Response response) {
        return new CallState(
                id,
                tool,
                Status.valueOf(response.status().name()),
                response.executionId(),
                response.result(),
                response.problem(),
                response.note(),
                response.cached(),
                response.approvalId(),
                response.durationMs(),
                null);
    }

    CallState undoneBy(CallState other) {
        return new CallState(
                id,
                tool,
                status,
                executionId,
                result,
                problem,
                note,
                cached,
                approvalId,
                durationMs,
                other);
    }
}

package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.tool.invocation.Reply;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended.
 *
 * @param result set if it succeeded
 * @param problem set if it did not
 * @param bytes how much came back
 */
record Outcome(
        Status status,
        @Nullable JsonNode result,
        @Nullable RunProblem problem,
        @Nullable String note,
        long bytes) {

    static Outcome succeeded(Reply.Done done) {
        return new Outcome(Status.SUCCEEDED, done.result(), null, done.note(), done.bytes());
    }

    static Outcome failed(RunProblem problem) {
        return new Outcome(Status.FAILED, null, problem, null, 0);
    }

    /** It may have been done, and it will not be asked again. */
    static Outcome unknown(RunProblem cause) {
        return new Outcome(
                Status.UNKNOWN,
                null,
                new RunProblem(
                        "tool-outcome-unknown",
                        "Nobody knows whether the tool did it",
                        "The call may have been carried out and is not repeated; look at the other system before asking for it again. "
                                + cause.detail()),
                null,
                0);
    }

    static RunProblem approvalExpired() {
        return new RunProblem(
                "approval-expired",
                "Nobody approved the call in time",
                "It was not carried out; ask the user before it is tried again.");
    }

    static Outcome cancelled() {
        return failed(
                new RunProblem(
                        "cancelled",
                        "The call was cancelled",
                        "It was cancelled before it was carried out."));
    }

    /** As a client is told of it; the same as its row tells later. */
    ToolExecution.Response response(ExecutionId id, Effort effort) {
        return new ToolExecution.Response(
                id,
                status.shown(),
                result,
                problem,
                note,
                effort.reuse() != null,
                effort.reuse() == null ? null : effort.reuse().shown(),
                null,
                effort.attempts(),
                effort.durationMs());
    }

    Outcome withNote(String more) {
        return new Outcome(status, result, problem, note == null ? more : note + ' ' + more, bytes);
    }
}

package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
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

    static Outcome cancelled() {
        return failed(
                new RunProblem(
                        "cancelled",
                        "The call was cancelled",
                        "It was cancelled before it was carried out."));
    }

    Outcome withNote(String more) {
        return new Outcome(status, result, problem, note == null ? more : note + ' ' + more, bytes);
    }
}

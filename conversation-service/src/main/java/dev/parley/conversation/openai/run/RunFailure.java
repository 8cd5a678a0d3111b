package dev.parley.conversation.openai.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.problem.ErrorCode;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.ProblemException;

/**
 * Why a run failed, as a refusal of the request that began it.
 *
 * @param code as the run's problem has it
 * @param detail what to do about it
 */
public record RunFailure(String code, String title, String detail) implements ErrorCode {

    /** Reads the problem of a failed run. */
    public static RunFailure of(JsonNode problem) {
        return new RunFailure(
                problem.path("code").asText("run-failed"),
                problem.path("title").asText("The run failed"),
                problem.path("detail").asText("The run failed; ask again."));
    }

    /** A run that was stopped before its answer. */
    public static RunFailure cancelled() {
        return new RunFailure(
                "run-cancelled", "The run was cancelled", "The run was cancelled before its end.");
    }

    @Override
    public int status() {
        return switch (code) {
            case "model-rate-limited" -> 429;
            case "agent-not-found" -> 404;
            case "model-refused-request", "run-cancelled" -> 400;
            case "model-unavailable", "model-stream-cut", "empty-reply", "model-broke-tool-call" ->
                    502;
            case "model-timeout", "run-timeout" -> 504;
            case "tool-service-unavailable", "history-unavailable" -> 503;
            default -> 500;
        };
    }

    /** Ends the request with it. */
    public ProblemException toException() {
        return new ProblemException(this, detail);
    }

    /** The same within a stream. */
    public OpenAiError toError() {
        return OpenAiError.of(Problem.of(this, detail));
    }
}

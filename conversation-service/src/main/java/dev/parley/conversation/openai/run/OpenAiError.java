package dev.parley.conversation.openai.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An error in OpenAI's words.
 *
 * @param status the HTTP status; what Parley calls invalid (422) is a bad request there
 * @param type what kind of error it is
 * @param param the field that is wrong, such as {@code messages[0].content}
 * @param code what clients match on
 * @param mayPass whether the same request may succeed later
 */
public record OpenAiError(
        int status,
        String message,
        String type,
        @Nullable String param,
        @Nullable String code,
        boolean mayPass) {

    private static final Set<String> PASSING =
            Set.of(
                    "unavailable",
                    "backlog-full",
                    "too-many-open-runs",
                    "idempotency-in-progress",
                    "request-timeout",
                    "internal-error",
                    "model-rate-limited");

    /** The same refusal in these words. */
    public static OpenAiError of(Problem problem) {
        FieldError first = problem.errors().isEmpty() ? null : problem.errors().getFirst();
        String param = first == null ? null : param(first.pointer());
        int status = status(problem);
        return new OpenAiError(
                status,
                message(problem, first, param),
                type(status),
                problem.code().equals("unknown-agent") ? "model" : param,
                code(problem, first),
                PASSING.contains(problem.code()));
    }

    /** The value of {@code error} in a body or a stream. */
    public ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
    }

    private static int status(Problem problem) {
        if (problem.code().equals("unknown-agent")) {
            return 404;
        }
        return problem.status() == 422 ? 400 : problem.status();
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static @Nullable String code(Problem problem, @Nullable FieldError first) {
        return switch (problem.code()) {
            case "unauthenticated" -> "invalid_api_key";
            case "unknown-agent" -> "model_not_found";
            case "unknown-field", "unknown-parameter" -> "unknown_parameter";
            case "validation-failed" -> first == null ? "invalid_value" : snake(first.code());
            case "too-many-open-runs" -> "rate_limit_exceeded";
            default -> snake(problem.code());
        };
    }

    private static String message(
            Problem problem, @Nullable FieldError first, @Nullable String param) {
        if (first == null || param == null || param.isEmpty()) {
            return problem.detail();
        }
        if (problem.code().startsWith("unknown-") && !problem.code().equals("unknown-agent")) {
            return "Unknown parameter: '" + param + "'.";
        }
        return first.message().equals(problem.detail())
                ? problem.detail()
                : "Invalid value for '" + param + "': " + first.message() + '.';
    }

    private static String snake(String slug) {
        return slug.replace('-', '_');
    }

    /** {@code /messages/0/content} as {@code messages[0].content}. */
    private static String param(String pointer) {
        if (!pointer.startsWith("/")) {
            return pointer;
        }
        StringBuilder param = new StringBuilder();
        for (String step : pointer.substring(1).split("/")) {
            if (step.matches("\\d{1,9}")) {
                param.append('[').append(step).append(']');
            } else {
                param.append(param.isEmpty() ? "" : ".")
                        .append(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return param.toString();
    }
}

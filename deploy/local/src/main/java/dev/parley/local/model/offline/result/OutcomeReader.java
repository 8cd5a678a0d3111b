package dev.parley.local.model.offline.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells results from errors, whatever conventions a tool follows. */
public final class OutcomeReader {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern ERROR =
            Pattern.compile(
                    "^\\W*(?:error|exception|failed|failure)\\b\\W*", Pattern.CASE_INSENSITIVE);
    private static final Set<String> FAILURES =
            Set.of("error", "failed", "failure", "denied", "unknown", "timeout");

    private OutcomeReader() {}

    public static ToolOutcome read(String content) {
        Optional<JsonNode> json = parse(content.strip());
        if (json.isPresent() && !json.get().isTextual()) {
            return failure(json.get())
                    .<ToolOutcome>map(ToolOutcome.Failed::new)
                    .orElseGet(() -> new ToolOutcome.Data(json.get()));
        }
        String text = json.map(JsonNode::asText).orElse(content).strip();
        boolean failed = ERROR.matcher(text).lookingAt();
        return failed
                ? new ToolOutcome.Failed(ERROR.matcher(text).replaceFirst(""))
                : new ToolOutcome.Prose(text);
    }

    private static Optional<JsonNode> parse(String content) {
        try {
            return Optional.ofNullable(JSON.readTree(content))
                    .filter(json -> !json.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty(); // words, then
        }
    }

    private static Optional<String> failure(JsonNode json) {
        for (String key : List.of("error", "errors", "problem", "exception")) {
            JsonNode error = json.path(key);
            boolean none =
                    error.isMissingNode()
                            || error.isNull()
                            || (error.isContainerNode() && error.isEmpty());
            boolean denied =
                    (error.isTextual() && error.asText().isBlank())
                            || (error.isBoolean() && !error.asBoolean());
            if (!none && !denied) {
                return Optional.of(reason(error.isBoolean() ? json : error));
            }
        }
        boolean flagged =
                json.path("isError").asBoolean(false) || json.path("is_error").asBoolean(false);
        boolean refused = json.path("success").isBoolean() && !json.path("success").asBoolean();
        boolean status = FAILURES.contains(json.path("status").asText().toLowerCase(Locale.ROOT));
        boolean problem = json.has("title") && json.path("status").asInt() >= 400;
        return flagged || refused || status || problem
                ? Optional.of(reason(json))
                : Optional.empty();
    }

    private static String reason(JsonNode error) {
        if (error.isValueNode()) {
            return error.asText();
        }
        for (String key :
                List.of(
                        "detail",
                        "message",
                        "error",
                        "reason",
                        "description",
                        "title",
                        "text",
                        "code")) {
            if (error.path(key).isValueNode() && !error.path(key).asText().isBlank()) {
                return error.path(key).asText();
            }
        }
        return error.isArray() && !error.isEmpty() ? reason(error.get(0)) : error.toString();
    }
}

package dev.parley.agent.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.event.Usage;
import dev.parley.platform.json.TextPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Believes a provider's answer only as far as it is whole: no half tool calls, no empty replies, no
 * absurd counts.
 */
final class ReplyReader {

    private static final int MAX_CALLS = 64;
    private static final long MAX_PLAUSIBLE_TOKENS = 100_000_000;

    private ReplyReader() {}

    static ModelReply read(ChatResponse response, String streamedText) throws ModelFailure {
        if (response.finishReason() == null) {
            throw failure(
                    "model-stream-cut",
                    "The model's answer was cut off",
                    "The model stopped in mid-answer.",
                    true);
        }
        List<ModelReply.WantedCall> calls = calls(response);
        if (streamedText.isBlank() && calls.isEmpty()) {
            throw failure(
                    "empty-reply",
                    "The model answered nothing",
                    "The model's answer was empty; ask again.",
                    true);
        }
        return new ModelReply(streamedText, calls, usage(response.tokenUsage()));
    }

    static ModelFailure failure(Throwable cause) {
        return switch (cause) {
            case RateLimitException e ->
                    failure(
                            "model-rate-limited",
                            "The model is busy",
                            "The model provider asks to slow down.",
                            true,
                            e);
            case AuthenticationException e ->
                    failure(
                            "model-unauthorised",
                            "The model provider refuses our key",
                            "An operator must correct PARLEY_MODEL_API_KEY.",
                            false,
                            e);
            case ModelNotFoundException e ->
                    failure(
                            "model-not-found",
                            "The model does not exist",
                            "A designer must choose another model.",
                            false,
                            e);
            case InvalidRequestException e ->
                    failure(
                            "model-refused-request",
                            "The model provider refused the request",
                            "The request does not fit the model; the message or the agent's tools may be too large.",
                            false,
                            e);
            default ->
                    failure(
                            "model-unavailable",
                            "The model failed",
                            "The model provider failed to answer; ask again later.",
                            true,
                            cause);
        };
    }

    static ModelFailure failure(String code, String title, String detail, boolean mayPass) {
        return new ModelFailure(new RunProblem(code, title, detail), mayPass);
    }

    private static ModelFailure failure(
            String code, String title, String detail, boolean mayPass, Throwable cause) {
        return new ModelFailure(new RunProblem(code, title, detail), mayPass, cause);
    }

    private static List<ModelReply.WantedCall> calls(ChatResponse response) throws ModelFailure {
        List<ModelReply.WantedCall> calls = new ArrayList<>();
        for (ToolExecutionRequest wanted : response.aiMessage().toolExecutionRequests()) {
            if (calls.size() == MAX_CALLS) {
                throw failure(
                        "too-many-tool-calls",
                        "The model wants too much",
                        "The model asked for more than 64 tools at once.",
                        true);
            }
            calls.add(
                    new ModelReply.WantedCall(
                            Objects.requireNonNullElse(wanted.name(), ""), arguments(wanted)));
        }
        return calls;
    }

    private static JsonNode arguments(ToolExecutionRequest wanted) throws ModelFailure {
        String json = wanted.arguments();
        if (json == null || json.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            TextPolicy.check(json);
            JsonNode tree = EventJson.mapper().readTree(json);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException | TextPolicy.Violation e) {
            throw failure(
                    "model-broke-tool-call",
                    "The model's tool call is broken",
                    "The model wrote arguments that are no JSON.",
                    true,
                    e);
        }
        throw failure(
                "model-broke-tool-call",
                "The model's tool call is broken",
                "The model wrote arguments that are no object.",
                true);
    }

    private static Usage usage(@Nullable TokenUsage reported) {
        if (reported == null) {
            return Usage.NONE;
        }
        return new Usage(
                plausible(reported.inputTokenCount()), plausible(reported.outputTokenCount()));
    }

    private static long plausible(@Nullable Integer count) {
        return count == null || count < 0 || count > MAX_PLAUSIBLE_TOKENS ? 0 : count;
    }
}

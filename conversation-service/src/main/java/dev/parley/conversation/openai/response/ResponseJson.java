package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.openai.run.RunFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of responses. */
final class ResponseJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ResponseJson() {}

    /** The fields that repeat the request. */
    static ObjectNode echo(ResponseRequest request, @Nullable String conversation) {
        ObjectNode echo = JSON.objectNode();
        echo.put("model", request.model());
        echo.put("instructions", request.instructions());
        echo.put("background", request.inBackground());
        echo.put("store", request.stored());
        echo.put("temperature", request.temperature());
        echo.put("top_p", request.topP());
        echo.put("max_output_tokens", request.maxOutputTokens());
        echo.put("parallel_tool_calls", !Boolean.FALSE.equals(request.parallelToolCalls()));
        echo.put("previous_response_id", request.previousResponseId());
        echo.set("tool_choice", present(request.toolChoice(), JSON.textNode("auto")));
        echo.set("tools", present(request.tools(), JSON.arrayNode()));
        echo.putObject("text")
                .set("format", present(request.format(), JSON.objectNode().put("type", "text")));
        ObjectNode metadata = echo.putObject("metadata");
        Map<String, String> pairs =
                request.metadata() == null ? Map.of() : request.metadata().pairs();
        pairs.forEach(metadata::put);
        if (conversation != null) {
            echo.putObject("conversation").put("id", conversation);
        }
        return echo;
    }

    private static JsonNode present(@Nullable JsonNode node, JsonNode otherwise) {
        return node == null || node.isNull() ? otherwise : node;
    }

    /** The response in a state. */
    static ObjectNode response(StoredResponse stored, String status) {
        ObjectNode response = JSON.objectNode();
        response.put("id", new ResponseId(stored.run()).toString());
        response.put("object", "response");
        response.put("created_at", stored.createdAt().getEpochSecond());
        response.put("status", status);
        response.putNull("error");
        response.putNull("incomplete_details");
        response.setAll(stored.echo());
        response.putArray("output");
        response.putNull("reasoning");
        response.put("service_tier", "default");
        response.put("truncation", "disabled");
        response.putNull("usage");
        response.putNull("user");
        return response;
    }

    static ObjectNode error(RunFailure failure) {
        String code =
                failure.code().equals("model-rate-limited")
                        ? "rate_limit_exceeded"
                        : "server_error";
        String message = failure.detail() + " (" + failure.code() + ')';
        return JSON.objectNode().put("code", code).put("message", message);
    }

    static ObjectNode usage(JsonNode usage) {
        long input = usage.path("input_tokens").asLong();
        long output = usage.path("output_tokens").asLong();
        ObjectNode json = JSON.objectNode();
        json.put("input_tokens", input);
        json.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
        json.put("output_tokens", output);
        json.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return json.put("total_tokens", input + output);
    }
}

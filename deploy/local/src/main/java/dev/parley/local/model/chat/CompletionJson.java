package dev.parley.local.model.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes answers and errors that aren't streamed. */
public final class CompletionJson {

    static final String FINGERPRINT = "fp_parley_offline";

    private static final ObjectMapper JSON = new ObjectMapper();

    private CompletionJson() {}

    public static byte[] completion(Completion completion, Answer answer) {
        ObjectNode root = envelope(completion);
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
        message(choice.putObject("message"), answer);
        choice.putNull("logprobs").put("finish_reason", answer.finishReason());
        if (!completion.usage().isMissingNode()) {
            root.set("usage", completion.usage());
        }
        return bytes(root.put("system_fingerprint", FINGERPRINT));
    }

    /** A completion without any choice, which no real model sends. */
    public static byte[] withoutChoices(Completion completion) {
        ObjectNode root = envelope(completion);
        root.putArray("choices");
        return bytes(root);
    }

    public static byte[] error(InvalidRequest error) {
        String type = error.status() < 500 ? "invalid_request_error" : "server_error";
        return error(error.status() == 429 ? "rate_limit_error" : type, error);
    }

    private static byte[] error(String type, InvalidRequest error) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("error")
                .put("message", error.getMessage())
                .put("type", type)
                .put("param", error.param())
                .put("code", error.code());
        return bytes(root);
    }

    private static ObjectNode envelope(Completion completion) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", completion.id().value())
                .put("object", "chat.completion")
                .put("created", completion.created().getEpochSecond())
                .put("model", completion.model());
    }

    private static void message(ObjectNode message, Answer answer) {
        message.put("role", "assistant");
        boolean onlyCalls = answer.text().isEmpty() && !answer.calls().isEmpty();
        message.put("content", onlyCalls ? null : answer.text()).putNull("refusal");
        if (answer.calls().isEmpty()) {
            return;
        }
        ArrayNode calls = message.putArray("tool_calls");
        for (ToolCall call : answer.calls()) {
            ObjectNode json = calls.addObject().put("id", call.id()).put("type", "function");
            json.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        }
    }

    private static byte[] bytes(ObjectNode root) {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new UncheckedIOException("A tree always becomes JSON", e);
        }
    }
}

package dev.parley.conversation.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.openai.run.BegunRun;
import dev.parley.conversation.openai.run.RunEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run as a chat completion, whole or in chunks. */
final class ChatJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final BegunRun begun;

    ChatJson(BegunRun begun) {
        this.begun = begun;
    }

    ObjectNode completion(RunEnd.Answered answered) {
        ObjectNode message = JSON.objectNode().put("role", "assistant");
        boolean silent = answered.text().isEmpty() && !answered.calls().isEmpty();
        message.put("content", silent ? null : answered.text());
        message.putNull("refusal");
        message.putArray("annotations");
        if (!answered.calls().isEmpty()) {
            message.set("tool_calls", calls(answered.calls(), false));
        }
        ObjectNode choice = JSON.objectNode().put("index", 0);
        choice.set("message", message);
        choice.putNull("logprobs");
        choice.put("finish_reason", finishReason(answered.calls()));
        ObjectNode completion = frame("chat.completion");
        completion.putArray("choices").add(choice);
        completion.set("usage", usage(answered.usage()));
        return completion;
    }

    /** A chunk that adds to the message. */
    ObjectNode chunk(ObjectNode delta, @Nullable String finishReason) {
        ObjectNode choice = JSON.objectNode().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs");
        choice.put("finish_reason", finishReason);
        ObjectNode chunk = frame("chat.completion.chunk");
        chunk.putArray("choices").add(choice);
        return chunk;
    }

    /** The chunk after the last, if it is wanted. */
    ObjectNode usageChunk(JsonNode usage) {
        ObjectNode chunk = frame("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usage(usage));
        return chunk;
    }

    static ObjectNode beginning() {
        return JSON.objectNode().put("role", "assistant").put("content", "");
    }

    static ObjectNode text(String text) {
        return JSON.objectNode().put("content", text);
    }

    static ObjectNode toolCalls(List<RunEnd.ClientCall> calls) {
        ObjectNode delta = JSON.objectNode();
        delta.set("tool_calls", calls(calls, true));
        return delta;
    }

    static String finishReason(List<RunEnd.ClientCall> calls) {
        return calls.isEmpty() ? "stop" : "tool_calls";
    }

    private static ArrayNode calls(List<RunEnd.ClientCall> calls, boolean numbered) {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < calls.size(); i++) {
            ObjectNode call = array.addObject();
            if (numbered) {
                call.put("index", i);
            }
            call.put("id", calls.get(i).callId()).put("type", "function");
            call.putObject("function")
                    .put("name", calls.get(i).tool())
                    .put("arguments", calls.get(i).arguments());
        }
        return array;
    }

    private ObjectNode frame(String object) {
        return JSON.objectNode()
                .put("id", "chatcmpl-" + begun.run().toString().substring("run_".length()))
                .put("object", object)
                .put("created", begun.at().getEpochSecond())
                .put("model", begun.model());
    }

    private static ObjectNode usage(JsonNode usage) {
        long input = usage.path("input_tokens").asLong();
        long output = usage.path("output_tokens").asLong();
        ObjectNode json =
                JSON.objectNode()
                        .put("prompt_tokens", input)
                        .put("completion_tokens", output)
                        .put("total_tokens", input + output);
        json.putObject("prompt_tokens_details").put("cached_tokens", 0);
        json.putObject("completion_tokens_details").put("reasoning_tokens", 0);
        return json;
    }
}

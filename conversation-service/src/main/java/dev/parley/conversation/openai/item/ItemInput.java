package dev.parley.conversation.openai.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.conversation.openai.run.Invalid;
import dev.parley.conversation.openai.run.Texts;
import dev.parley.conversation.openai.run.ToolCallJson;
import dev.parley.conversation.posting.Posting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads items that a client brings along. Calls that follow each other belong to one message, as
 * the model made them at once.
 */
public final class ItemInput {

    private static final int MAX_ITEMS = 1_000;

    private final Function<String, Optional<? extends JsonNode>> references;
    private final List<Posting.Input> inputs = new ArrayList<>();

    /** The calls of the last message that has some. */
    private ArrayNode calls = JsonNodeFactory.instance.arrayNode();

    /**
     * Begins to read.
     *
     * @param references finds the item that a reference means
     */
    public ItemInput(Function<String, Optional<? extends JsonNode>> references) {
        this.references = references;
    }

    /** Reads a text or a list of items; there is at least one message. */
    public List<Posting.Input> read(JsonNode input, String pointer) {
        if (input.isTextual()) {
            add("user", Texts.read(input, pointer), pointer);
            return inputs;
        }
        if (!input.isArray() || input.isEmpty() || input.size() > MAX_ITEMS) {
            throw Invalid.value(pointer, "must be a text or a list of 1 to 1000 items");
        }
        for (int i = 0; i < input.size(); i++) {
            item(input.get(i), pointer + '/' + i);
        }
        if (inputs.isEmpty()) {
            throw Invalid.value(pointer, "must have an item that says something");
        }
        return inputs;
    }

    private void item(JsonNode item, String at) {
        switch (item.path("type").asText(item.has("role") ? "message" : "")) {
            case "message" -> message(item, at);
            case "function_call" -> call(item, at);
            case "function_call_output" ->
                    inputs.add(
                            new Posting.Input(
                                    "tool",
                                    Texts.read(item.path("output"), at + "/output"),
                                    ToolCallJson.id(item.path("call_id"), at + "/call_id"),
                                    null));
            case "item_reference" -> referred(item.path("id").asText(), at);
            case "reasoning" -> {
                // What another model thought is of no use to an agent.
            }
            default ->
                    throw Invalid.value(
                            at + "/type",
                            "must be message, function_call, function_call_output or item_reference");
        }
    }

    private void message(JsonNode item, String at) {
        String text = Texts.read(item.path("content"), at + "/content");
        switch (item.path("role").asText()) {
            case "user" -> add("user", text, at + "/content");
            case "system", "developer" -> add("system", text, at + "/content");
            case "assistant" -> inputs.add(new Posting.Input("assistant", text, null, null));
            default ->
                    throw Invalid.value(
                            at + "/role", "must be user, assistant, system or developer");
        }
    }

    private void add(String role, String text, String at) {
        if (text.isEmpty()) {
            throw Invalid.value(at, "must not be empty");
        }
        inputs.add(new Posting.Input(role, text, null, null));
    }

    private void call(JsonNode item, String at) {
        String text = "";
        if (!inputs.isEmpty() && inputs.getLast().role().equals("assistant")) {
            Posting.Input speaking = inputs.removeLast();
            text = speaking.content();
            calls = speaking.toolCalls() == null ? JsonNodeFactory.instance.arrayNode() : calls;
        } else {
            calls = JsonNodeFactory.instance.arrayNode();
        }
        calls.add(
                ToolCallJson.of(
                        item.path("call_id"), item.path("name"), item.path("arguments"), at));
        inputs.add(new Posting.Input("assistant", text, null, calls.toString()));
    }

    private void referred(String id, String at) {
        JsonNode found =
                references
                        .apply(id)
                        .orElseThrow(() ->
                                Invalid.value(at + "/id", "must be the id of an item that exists"));
        item(found, at);
    }
}

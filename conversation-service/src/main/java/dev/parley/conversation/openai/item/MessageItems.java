package dev.parley.conversation.openai.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.conversation.message.MessageView;
import dev.parley.conversation.openai.run.RunEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored message as items: one for its text and one for each call of a client's tool. A reply's
 * items are named after its run, so that they are called the same in a stream, which begins before
 * the reply is stored.
 */
public final class MessageItems {

    private MessageItems() {}

    /** The items of a message, at least one. */
    public static List<ObjectNode> of(MessageView message) {
        return switch (message.role()) {
            case "assistant" -> said(message);
            case "tool" ->
                    List.of(
                            ItemJson.output(
                                    ItemJson.outputId(message.id().toString()),
                                    Objects.requireNonNullElse(message.callId(), ""),
                                    message.content()));
            default ->
                    List.of(
                            ItemJson.message(
                                    message.id().toString(),
                                    message.role(),
                                    "completed",
                                    message.content()));
        };
    }

    private static List<ObjectNode> said(MessageView message) {
        String owner =
                message.agent() == null ? message.id().toString() : message.runId().toString();
        String status = message.status().equals(MessageView.COMPLETE) ? "completed" : "incomplete";
        List<RunEnd.ClientCall> calls = RunEnd.ClientCall.of(tree(message.toolCalls()));
        List<ObjectNode> items = new ArrayList<>();
        if (!message.content().isEmpty() || calls.isEmpty()) {
            items.add(
                    ItemJson.message(
                            "msg_" + ItemJson.digits(owner),
                            "assistant",
                            status,
                            message.content()));
        }
        for (int i = 0; i < calls.size(); i++) {
            RunEnd.ClientCall call = calls.get(i);
            items.add(ItemJson.call(ItemJson.callId(owner, i), call, status, call.arguments()));
        }
        return items;
    }

    private static JsonNode tree(@Nullable String json) {
        try {
            return json == null
                    ? JsonNodeFactory.instance.arrayNode()
                    : EventJson.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored tool calls are readable", e);
        }
    }
}

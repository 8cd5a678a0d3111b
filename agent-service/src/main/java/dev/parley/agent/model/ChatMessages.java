package dev.parley.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parley's requests in LangChain4j's words. */
final class ChatMessages {

    private ChatMessages() {}

    static ChatRequest request(ModelRequest request) {
        List<ChatMessage> messages = request.turns().stream().map(ChatMessages::message).toList();
        ChatRequest.Builder builder = ChatRequest.builder().messages(messages);
        if (!request.tools().isEmpty()) {
            builder.toolSpecifications(request.tools().stream().map(ChatMessages::tool).toList());
        }
        return builder.build();
    }

    private static ChatMessage message(Turn turn) {
        return switch (turn) {
            case Turn.System(String text) -> SystemMessage.from(text);
            case Turn.User(String text) -> UserMessage.from(text);
            case Turn.Assistant(String text, List<Turn.Call> calls) when calls.isEmpty() ->
                    AiMessage.from(text);
            case Turn.Assistant(String text, List<Turn.Call> calls) -> withCalls(text, calls);
            case Turn.ToolResult result ->
                    ToolExecutionResultMessage.from(
                            result.call().toString(), result.tool(), result.content());
        };
    }

    private static AiMessage withCalls(String text, List<Turn.Call> calls) {
        List<ToolExecutionRequest> requests =
                calls.stream()
                        .map(call ->
                                ToolExecutionRequest.builder()
                                        .id(call.id().toString())
                                        .name(call.tool())
                                        .arguments(call.arguments().toString())
                                        .build())
                        .toList();
        return text.isEmpty() ? AiMessage.from(requests) : AiMessage.from(text, requests);
    }

    private static ToolSpecification tool(ToolOffer offer) {
        return ToolSpecification.builder()
                .name(offer.name())
                .description(offer.description())
                .parameters(parameters(offer.inputSchema()))
                .build();
    }

    /** Properties go over as they stand in the tool's own schema. */
    private static JsonObjectSchema parameters(JsonNode schema) {
        JsonObjectSchema.Builder builder = JsonObjectSchema.builder();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            builder.addProperty(
                    property.getKey(), JsonRawSchema.from(property.getValue().toString()));
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        return builder.required(required).build();
    }
}

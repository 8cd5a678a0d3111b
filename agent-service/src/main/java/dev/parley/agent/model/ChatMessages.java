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
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.parley.contracts.event.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parley's requests in LangChain4j's words. */
final class ChatMessages {

    private ChatMessages() {}

    static ChatRequest request(ModelRequest request) {
        List<ChatMessage> messages = request.turns().stream().map(ChatMessages::message).toList();
        ChatRequest.Builder builder = ChatRequest.builder().messages(messages);
        List<ToolOffer> tools = offered(request);
        if (!tools.isEmpty()) {
            builder.toolSpecifications(tools.stream().map(ChatMessages::tool).toList());
            builder.toolChoice(toolChoice(request));
        }
        RunOptions options = request.options();
        return builder.responseFormat(ResponseFormats.of(options.responseFormat()))
                .temperature(options.temperature())
                .topP(options.topP())
                .maxOutputTokens(options.maxOutputTokens())
                .build();
    }

    /** A tool that must be called is the only one offered: that works with every provider. */
    private static List<ToolOffer> offered(ModelRequest request) {
        RunOptions.ToolChoice choice = request.options().toolChoice();
        if (choice == null || choice.tool() == null || followsToolResult(request)) {
            return request.tools();
        }
        return request.tools().stream().filter(tool -> tool.name().equals(choice.tool())).toList();
    }

    private static @Nullable ToolChoice toolChoice(ModelRequest request) {
        RunOptions.ToolChoice choice = request.options().toolChoice();
        if (choice == null) {
            return null;
        }
        return switch (choice.mode()) {
            case AUTO -> ToolChoice.AUTO;
            case REQUIRED -> followsToolResult(request) ? ToolChoice.AUTO : ToolChoice.REQUIRED;
            case NONE -> ToolChoice.NONE;
        };
    }

    /** Whoever must call a tool has done so then; asked again and again it would never answer. */
    private static boolean followsToolResult(ModelRequest request) {
        return !request.turns().isEmpty() && request.turns().getLast() instanceof Turn.ToolResult;
    }

    private static ChatMessage message(Turn turn) {
        return switch (turn) {
            case Turn.System(String text) -> SystemMessage.from(text);
            case Turn.User(String text) -> UserMessage.from(text);
            case Turn.Assistant(String text, List<Turn.Call> calls) when calls.isEmpty() ->
                    AiMessage.from(text);
            case Turn.Assistant(String text, List<Turn.Call> calls) -> withCalls(text, calls);
            case Turn.ToolResult result ->
                    ToolExecutionResultMessage.from(result.call(), result.tool(), result.content());
        };
    }

    private static AiMessage withCalls(String text, List<Turn.Call> calls) {
        List<ToolExecutionRequest> requests =
                calls.stream()
                        .map(call ->
                                ToolExecutionRequest.builder()
                                        .id(call.id())
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

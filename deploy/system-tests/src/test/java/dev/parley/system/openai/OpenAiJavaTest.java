package dev.parley.system.openai;

import static dev.parley.system.openai.Door.AGENT;
import static dev.parley.system.openai.Door.says;
import static dev.parley.system.openai.Door.scripted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import com.openai.models.models.Model;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Models, chat completions and refusals, read by the client that OpenAI publishes for Java. */
@ExtendWith(SuiteExtension.class)
class OpenAiJavaTest {

    private final Door door;
    private final OpenAIClient client;

    OpenAiJavaTest(Suite suite) {
        door = Door.open(suite);
        client = door.client("ada");
    }

    @Test
    void listsAgentsAsModelsAndFindsOne() {
        List<String> ids = client.models().list().autoPager().stream().map(Model::id).toList();

        assertTrue(ids.containsAll(List.of(AGENT, "assistant")), ids.toString());
        assertEquals("parley", client.models().retrieve(AGENT).validate().ownedBy());
    }

    @Test
    void completesAChatWithUsage() {
        ChatCompletion completion =
                client.chat().completions().create(ask(says("Hello there.")).build()).validate();

        assertEquals("Hello there.", message(completion).content().orElseThrow());
        assertEquals(FinishReason.STOP, completion.choices().getFirst().finishReason());
        assertTrue(completion.usage().orElseThrow().totalTokens() > 0);
    }

    @Test
    void streamsTheSameTextAndUsageAtTheEnd() {
        ChatCompletionCreateParams asked =
                ask(says("One two three four five."))
                        .streamOptions(
                                ChatCompletionStreamOptions.builder().includeUsage(true).build())
                        .build();

        ChatCompletion completion = streamed(asked);

        assertEquals("One two three four five.", message(completion).content().orElseThrow());
        assertEquals(FinishReason.STOP, completion.choices().getFirst().finishReason());
        assertTrue(completion.usage().orElseThrow().completionTokens() > 0);
    }

    @Test
    void handsToolCallsToTheClientAndTakesTheirOutput() {
        ChatCompletionCreateParams.Builder chat =
                ask(GetWeather.CALL, says("Weather: {{tool_result}}")).addTool(GetWeather.class);
        ChatCompletion first = client.chat().completions().create(chat.build()).validate();
        assertEquals(FinishReason.TOOL_CALLS, first.choices().getFirst().finishReason());

        ChatCompletion second = client.chat().completions().create(answered(chat, first, "snow"));

        assertEquals("Weather: snow", message(second.validate()).content().orElseThrow());
    }

    @Test
    void streamsToolCalls() {
        ChatCompletionCreateParams.Builder chat =
                ask(GetWeather.CALL, says("It is {{tool_result}}.")).addTool(GetWeather.class);
        ChatCompletion first = streamed(chat.build());
        assertEquals(FinishReason.TOOL_CALLS, first.choices().getFirst().finishReason());

        ChatCompletion second = streamed(answered(chat, first, "cold"));

        assertEquals("It is cold.", message(second).content().orElseThrow());
    }

    @Test
    void readsAnAnswerAsAnObjectOfAClass() {
        StructuredChatCompletionCreateParams<Greeting> asked =
                ChatCompletionCreateParams.builder()
                        .model("assistant")
                        .addUserMessage("My name is Grace. What is your answer?")
                        .responseFormat(Greeting.class)
                        .build();

        Greeting greeting =
                client.chat()
                        .completions()
                        .create(asked)
                        .choices()
                        .getFirst()
                        .message()
                        .content()
                        .orElseThrow();

        assertFalse(greeting.answer.isEmpty());
    }

    @Test
    void throwsWhatTheClientHasForAnUnknownModel() {
        ChatCompletionCreateParams asked = ask(says("Never said.")).model("no-such-agent").build();

        NotFoundException refused =
                assertThrows(
                        NotFoundException.class, () -> client.chat().completions().create(asked));

        assertEquals("model_not_found", refused.code().orElseThrow());
        assertEquals("model", refused.param().orElseThrow());
        assertTrue(refused.headers().values("x-request-id").getFirst().startsWith("req_"));
    }

    @Test
    void throwsWhatTheClientHasForAWrongValue() {
        ChatCompletionCreateParams asked = ask(says("Never said.")).temperature(3.0).build();

        BadRequestException refused =
                assertThrows(
                        BadRequestException.class, () -> client.chat().completions().create(asked));

        assertEquals("temperature", refused.param().orElseThrow());
        assertEquals("invalid_request_error", refused.type().orElseThrow());
    }

    @Test
    void throwsWhatTheClientHasForAWrongKey() {
        OpenAIClient stranger = door.clientWithKey("sk-nonsense");

        UnauthorizedException refused =
                assertThrows(UnauthorizedException.class, () -> stranger.models().list());

        assertEquals("invalid_api_key", refused.code().orElseThrow());
    }

    @Test
    void throwsWhereAStreamCannotGoOn() {
        String cut =
                """
                {"times": 1, "then": {"text": "Quite another answer."}, "cut_after_tokens": 8, \
                "text": "The first answer is cut off in its middle, sadly."}\
                """;

        SseException failed = assertThrows(SseException.class, () -> streamed(ask(cut).build()));

        assertEquals("stream_reset", failed.code().orElseThrow());
    }

    private static ChatCompletionCreateParams.Builder ask(String... steps) {
        return ChatCompletionCreateParams.builder().model(AGENT).addUserMessage(scripted(steps));
    }

    /** The conversation so far, the model's calls, and what came of them. */
    private static ChatCompletionCreateParams answered(
            ChatCompletionCreateParams.Builder chat, ChatCompletion first, String weather) {
        ChatCompletionMessageFunctionToolCall call =
                message(first).toolCalls().orElseThrow().getFirst().asFunction();
        assertEquals("Oslo", call.function().arguments(GetWeather.class).city);
        return chat.addMessage(message(first))
                .addMessage(
                        ChatCompletionToolMessageParam.builder()
                                .toolCallId(call.id())
                                .content(weather)
                                .build())
                .build();
    }

    private ChatCompletion streamed(ChatCompletionCreateParams asked) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(asked)) {
            stream.stream().map(ChatCompletionChunk::validate).forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    private static ChatCompletionMessage message(ChatCompletion completion) {
        return completion.choices().getFirst().message();
    }
}

package dev.parley.system.openai;

import static dev.parley.system.openai.Door.AGENT;
import static dev.parley.system.openai.Door.says;
import static dev.parley.system.openai.Door.scripted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.conversations.items.ConversationItem;
import com.openai.models.conversations.items.ItemCreateParams;
import com.openai.models.conversations.items.ItemListParams;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.StructuredResponseCreateParams;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Responses and conversations, read by the client that OpenAI publishes for Java. */
@ExtendWith(SuiteExtension.class)
class OpenAiJavaResponsesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Suite suite;
    private final Door door;
    private final OpenAIClient client;

    OpenAiJavaResponsesTest(Suite suite) {
        this.suite = suite;
        door = Door.open(suite);
        client = door.client("ada");
    }

    @Test
    void answersKeepsTheResponseAndForgetsIt() {
        Response response = client.responses().create(ask(says("Hello.")).build()).validate();

        assertEquals("Hello.", text(response));
        assertEquals(ResponseStatus.COMPLETED, response.status().orElseThrow());
        assertTrue(response.usage().orElseThrow().totalTokens() > 0);
        assertEquals(
                response.output(), client.responses().retrieve(response.id()).validate().output());
        client.responses().delete(response.id());
        assertThrows(NotFoundException.class, () -> client.responses().retrieve(response.id()));
    }

    @Test
    void streamsEventsThatAddUpToTheResponse() {
        List<StreamedEvent> events =
                StreamedEvent.begun(client, ask(says("One two three four five.")).build());

        ResponseAccumulator whole = ResponseAccumulator.create();
        events.forEach(event -> whole.accumulate(event.event().validate()));
        assertEquals("One two three four five.", text(whole.response()));
        assertEquals("One two three four five.", StreamedEvent.text(events));
        assertEquals(
                IntStream.range(0, events.size()).boxed().toList(),
                events.stream().map(StreamedEvent::number).toList());
    }

    @Test
    void resumesAResponseInTheBackgroundAfterWhatItHas() {
        String gate = door.tenant();
        String text = "A long answer that takes its time to come, word by word, until it is there.";
        String held =
                "{\"text\":\"%s\",\"gate\":\"%s\",\"gate_after_tokens\":5}".formatted(text, gate);
        List<StreamedEvent> seen =
                StreamedEvent.begunAndLeft(client, ask(held).background(true).build());
        String id = seen.getFirst().event().asCreated().response().id();
        assertFalse(
                client.responses()
                        .retrieve(id)
                        .status()
                        .orElseThrow()
                        .equals(ResponseStatus.COMPLETED));

        suite.model().open(gate);
        List<StreamedEvent> rest = StreamedEvent.after(client, id, seen.getLast().number());

        assertEquals(text, StreamedEvent.text(seen) + StreamedEvent.text(rest));
        assertEquals(seen.getLast().number() + 1, rest.getFirst().number());
        assertEquals(text, text(rest.getLast().event().asCompleted().response()));
    }

    @Test
    void cancelsAResponseInTheBackground() {
        Response begun = client.responses().create(ask("{\"hang\":true}").background(true).build());
        awaitStatus(begun.id(), ResponseStatus.IN_PROGRESS);

        Response cancelled = client.responses().cancel(begun.id()).validate();

        assertEquals(ResponseStatus.CANCELLED, cancelled.status().orElseThrow());
    }

    @Test
    void goesOnAfterAResponseWithTheOutputOfATool() {
        Response first =
                client.responses()
                        .create(
                                ask(GetWeather.CALL, says("It is {{tool_result}}."))
                                        .addTool(GetWeather.class)
                                        .build())
                        .validate();
        ResponseFunctionToolCall call = first.output().getFirst().asFunctionCall();
        assertEquals("Oslo", call.arguments(GetWeather.class).city);

        Response next =
                client.responses()
                        .create(
                                ResponseCreateParams.builder()
                                        .model(AGENT)
                                        .addTool(GetWeather.class)
                                        .previousResponseId(first.id())
                                        .inputOfResponse(List.of(output(call, "snowing")))
                                        .build())
                        .validate();

        assertEquals("It is snowing.", text(next));
    }

    @Test
    void readsAnAnswerAsAnObjectOfAClass() {
        StructuredResponseCreateParams<Greeting> asked =
                ResponseCreateParams.builder()
                        .model("assistant")
                        .input("My name is Grace. What is your answer?")
                        .text(Greeting.class)
                        .build();

        List<Greeting> greetings =
                client.responses().create(asked).output().stream()
                        .flatMap(item -> item.message().stream())
                        .flatMap(message -> message.content().stream())
                        .flatMap(content -> content.outputText().stream())
                        .toList();

        assertEquals(1, greetings.size());
        assertFalse(greetings.getFirst().answer.isEmpty());
    }

    @Test
    void listsTheItemsOfAConversationPageByPage() {
        List<String> texts = IntStream.range(0, 20).mapToObj(i -> "number " + i).toList();
        String id = client.conversations().create().validate().id();
        ItemCreateParams.Builder items = ItemCreateParams.builder().conversationId(id);
        texts.forEach(text -> items.addItem(said(text)));
        client.conversations().items().create(items.build());

        List<ConversationItem> forward = items(id, ItemListParams.Order.ASC, 3);

        assertEquals(texts, forward.stream().map(OpenAiJavaResponsesTest::text).toList());
        assertEquals(forward.reversed(), items(id, ItemListParams.Order.DESC, 7));
    }

    @Test
    void goesOnWithAConversation() {
        String id = client.conversations().create().validate().id();

        Response response =
                client.responses()
                        .create(ask(says("I am here.")).conversation(id).build())
                        .validate();

        assertEquals(id, response.conversation().orElseThrow().id());
        assertEquals(2, items(id, ItemListParams.Order.ASC, 1).size());
        client.conversations().delete(id);
        assertThrows(NotFoundException.class, () -> client.conversations().retrieve(id));
    }

    @Test
    void hidesResponsesFromOthers() {
        String mine = client.responses().create(ask(says("Mine.")).build()).id();
        OpenAIClient other = door.client("eve");
        ResponseCreateParams after = ask(says("No.")).previousResponseId(mine).build();

        assertThrows(NotFoundException.class, () -> other.responses().retrieve(mine));
        BadRequestException refused =
                assertThrows(BadRequestException.class, () -> other.responses().create(after));

        assertEquals("previous_response_id", refused.param().orElseThrow());
    }

    private static ResponseCreateParams.Builder ask(String... steps) {
        return ResponseCreateParams.builder().model(AGENT).input(scripted(steps));
    }

    private static ResponseInputItem output(ResponseFunctionToolCall call, String text) {
        return ResponseInputItem.ofFunctionCallOutput(
                ResponseInputItem.FunctionCallOutput.builder()
                        .callId(call.callId())
                        .output(text)
                        .build());
    }

    private static EasyInputMessage said(String text) {
        return EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content(text).build();
    }

    private List<ConversationItem> items(String id, ItemListParams.Order order, long limit) {
        ItemListParams wanted =
                ItemListParams.builder().conversationId(id).order(order).limit(limit).build();
        return client.conversations().items().list(wanted).autoPager().stream()
                .map(ConversationItem::validate)
                .toList();
    }

    private void awaitStatus(String id, ResponseStatus wanted) {
        Await.until(
                () -> id + " is " + wanted,
                PATIENCE,
                () -> client.responses().retrieve(id).status().orElseThrow().equals(wanted));
    }

    private static String text(ConversationItem item) {
        return item.asMessage().content().getFirst().asInputText().text();
    }

    /** All that a response says. */
    private static String text(Response response) {
        return StreamedEvent.said(response);
    }
}

package dev.parley.local.model.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.model.ChatJson;
import dev.parley.local.model.chat.Answer;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRequestReader;
import dev.parley.local.model.chat.CompletionId;
import dev.parley.local.model.chat.InvalidRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineModelTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC);

    private final OfflineModel model = new OfflineModel(CLOCK);

    @Test
    void callsTwoToolsForTwoQuestions() {
        ChatJson request = withTools().user("what is 3*4 and what time is it in Paris?");

        assertEquals(
                List.of(
                        "calculator{\"expression\":\"3 * 4\"}",
                        "current_time{\"timezone\":\"Europe/Paris\"}"),
                calls(request));
    }

    @Test
    void callsOneToolAtATimeWhenTheRequestSaysSo() {
        ChatJson request =
                withTools()
                        .user("what is 3*4 and what time is it in Paris?")
                        .with("parallel_tool_calls", "false");
        ChatJson later =
                withTools()
                        .user("what is 3*4 and what time is it in Paris?")
                        .called("c1", "calculator", "{}", "12")
                        .with("parallel_tool_calls", "false");

        assertEquals(List.of("calculator{\"expression\":\"3 * 4\"}"), calls(request));
        assertEquals(List.of("current_time{\"timezone\":\"Europe/Paris\"}"), calls(later));
    }

    @Test
    void callsAToolOnceForEachPlaceNamed() {
        assertEquals(
                List.of("get_weather{\"city\":\"Paris\"}", "get_weather{\"city\":\"Rome\"}"),
                calls(withTools().user("What's the weather in Paris and Rome?")));
    }

    @Test
    void picksAmongToolsByWordsOfTheSameMeaning() {
        assertEquals(
                List.of("get_weather{\"city\":\"Oslo\"}"),
                calls(withTools().user("Will it rain in Oslo tomorrow?")));
    }

    @Test
    void usesOnlyToolsThatItWasGiven() {
        Answer answer = answer(ChatJson.offline().user("What is 18% of 2450?"));

        assertEquals(List.of(), answer.calls());
        assertTrue(answer.text().contains("offline"), answer.text());
        assertFalse(answer.text().contains("441"), answer.text());
    }

    @Test
    void doesNotAnswerAQuestionWithAToolThatDestroys() {
        ChatJson request =
                ChatJson.offline()
                        .tool(
                                "delete_order",
                                "Deletes an order",
                                "{'order_id':{'type':'string'}}",
                                "order_id")
                        .user("Where is order C-17?");

        assertEquals(List.of(), calls(request));
    }

    @Test
    void doesNotSearchWhenAskedToDelete() {
        ChatJson request =
                ChatJson.offline()
                        .tool(
                                "search_orders",
                                "Searches orders",
                                "{'order_id':{'type':'string'}}",
                                "order_id")
                        .user("Delete order C-17");

        assertEquals(List.of(), calls(request));
    }

    @Test
    void callsNoToolForWhatTheUserTellsAboutHimself() {
        assertEquals(
                List.of(),
                calls(withTools().user("I live in Paris and my favourite city is Rome.")));
    }

    @Test
    void callsNoToolWhenAskedNotTo() {
        assertEquals(
                List.of(),
                calls(withTools().user("Don't use any tools. What is the weather in Paris?")));
        assertEquals(
                List.of(),
                calls(
                        withTools()
                                .user("What is the weather in Paris?")
                                .with("tool_choice", "'none'")));
    }

    @Test
    void asksForWhatIsMissingAndUnderstandsTheAnswer() {
        Answer question = answer(withTools().user("What's the weather?"));
        ChatJson answered =
                withTools().user("What's the weather?").assistant(question.text()).user("Paris");

        assertEquals(
                "To use `get_weather` I still need `city` (Name of the city). Please tell me.",
                question.text());
        assertEquals(List.of("get_weather{\"city\":\"Paris\"}"), calls(answered));
    }

    @Test
    void repeatsTheLastCallForAFollowUp() {
        ChatJson request =
                withTools()
                        .user("What's the weather in Paris?")
                        .called("c1", "get_weather", "{\"city\":\"Paris\"}", "sunny")
                        .assistant("The get_weather tool says sunny.")
                        .user("And in Tokyo?");

        assertEquals(List.of("get_weather{\"city\":\"Tokyo\"}"), calls(request));
    }

    @Test
    void callsAToolThatMustBeCalled() {
        ChatJson named =
                withTools()
                        .user("Hello")
                        .with(
                                "tool_choice",
                                "{'type':'function','function':{'name':'get_weather'}}");
        ChatJson required = withTools().user("Hello").with("tool_choice", "'required'");

        assertEquals(1, answer(named).calls().size());
        assertEquals("get_weather", answer(named).calls().getFirst().name());
        assertEquals(1, answer(required).calls().size());
    }

    @Test
    void refusesAToolChoiceThatIsNotAmongTheTools() {
        ChatJson named =
                withTools()
                        .user("Hello")
                        .with("tool_choice", "{'type':'function','function':{'name':'nothing'}}");

        assertThrows(InvalidRequest.class, () -> answer(named));
    }

    @Test
    void quotesAResultWithTheQuestionItAnswers() {
        ChatJson request =
                withTools()
                        .user("Hi! Please tell me: what is 18% of 2450?")
                        .called(
                                "c1",
                                "calculator",
                                "{\"expression\":\"18 / 100 * 2450\"}",
                                "{\"result\":\"441\"}");

        assertEquals("The calculator says 441 for “18% of 2450”.", text(request));
    }

    @Test
    void quotesTheFieldsOfAResultAndLeavesOutWhatItWasGiven() {
        ChatJson request =
                withTools()
                        .user("What's the weather in Paris?")
                        .called(
                                "c1",
                                "get_weather",
                                "{\"city\":\"Paris\"}",
                                "{\"status\":\"ok\",\"result\":{\"city\":\"Paris\",\"temperature\":18,\"sky\":\"clear\"},\"duration_ms\":3}");

        assertEquals(
                "The get_weather tool says for “the weather in Paris”: temperature 18, sky clear.",
                text(request));
    }

    @Test
    void quotesTheBestSentenceOfFoundPassagesWithItsSource() {
        String found =
                "{\"results\":[{\"title\":\"Other\",\"text\":\"Annual plans exist.\"},{\"title\":\"Refunds\",\"text\":"
                        + "\"We like you. Refunds are accepted within 30 days of purchase. Shipping is free.\"}]}";
        ChatJson request =
                withTools()
                        .user("Within how many days are refunds accepted?")
                        .called("c1", "search", "{}", found);

        assertTrue(
                text(request)
                        .contains("“Refunds are accepted within 30 days of purchase.” (Refunds)"),
                text(request));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":\"x\",\"message\":\"No such city\"}}",
                "{\"error\":\"No such city\"}",
                "Error: No such city",
                "{\"type\":\"about:blank\",\"title\":\"Bad\",\"status\":422,\"detail\":\"No such city\"}",
                "{\"success\":false,\"message\":\"No such city\"}",
            })
    void saysThatAToolFailed(String result) {
        ChatJson request =
                withTools()
                        .user("What's the weather in Atlantis?")
                        .called("c1", "get_weather", "{}", result);

        assertEquals("The get_weather tool could not do that: No such city.", text(request));
    }

    @Test
    void handsAResultToTheToolThatWaitsForIt() {
        String said =
                "Calculate 12 * 7 and email the result to bob@example.com with subject Result";
        ChatJson first = withTools().user(said);
        ChatJson second =
                withTools().user(said).called("c1", "calculator", "{}", "{\"result\":84}");

        assertEquals(List.of("calculator{\"expression\":\"12 * 7\"}"), calls(first));
        assertEquals(
                List.of(
                        "send_email{\"to\":\"bob@example.com\",\"subject\":\"Result\",\"body\":\"84\"}"),
                calls(second));
    }

    @Test
    void looksUpWhatNothingElseAnswers() {
        ChatJson request =
                ChatJson.offline()
                        .tool(
                                "search_knowledge",
                                "Searches the knowledge base",
                                "{'query':{'type':'string'}}",
                                "query")
                        .user("What is the refund window?");

        assertEquals(List.of("search_knowledge{\"query\":\"refund window\"}"), calls(request));
    }

    @Test
    void recallsWhatTheUserSaid() {
        assertEquals(
                "You told me: “My name is Ada”. So your name is Ada.",
                text(
                        ChatJson.offline()
                                .user("My name is Ada.")
                                .assistant("Noted.")
                                .user("What is my name?")));
        assertEquals(
                "You told me: “I live in Paris”. So you live in Paris.",
                text(
                        ChatJson.offline()
                                .user("I live in Paris!")
                                .assistant("Noted.")
                                .user("Where do I live?")));
        assertEquals(
                "You told me: “our project is called Foo”. So your project is called Foo.",
                text(
                        ChatJson.offline()
                                .user("Remember that our project is called Foo")
                                .assistant("Noted.")
                                .user("What's our project's name?")));
        assertEquals(
                "You told me: “The deploy key is ABC-1”. So the deploy key is ABC-1.",
                text(
                        ChatJson.offline()
                                .user("The deploy key is ABC-1.")
                                .assistant("ok")
                                .user("What is the deploy key?")));
    }

    @Test
    void believesTheLaterOfTwoStatements() {
        ChatJson request =
                ChatJson.offline()
                        .user("My favourite colour is blue.")
                        .assistant("Noted.")
                        .user("My favourite color is green now.")
                        .assistant("Noted.")
                        .user("What is my favorite color?");

        assertTrue(text(request).contains("green"), text(request));
    }

    @Test
    void doesNotInventWhatTheUserNeverSaid() {
        ChatJson request =
                ChatJson.offline()
                        .user("I live in Paris.")
                        .assistant("Noted.")
                        .user("What is my name?");

        assertFalse(text(request).contains("Paris"), text(request));
        assertTrue(text(request).startsWith("I can't answer"), text(request));
    }

    @Test
    void quotesTheContextWithTheMarkOfItsPassage() {
        ChatJson request =
                ChatJson.offline()
                        .system(
                                "You are a helpful assistant. Answer only from the context.\nContext:\n"
                                        + "[1] Refunds are accepted within 30 days of purchase.\n"
                                        + "[2] Annual plans can be cancelled at any time.")
                        .user("What is the refund window?");

        assertEquals(
                "The context I was given says: “Refunds are accepted within 30 days of purchase” [1].",
                text(request));
    }

    @Test
    void doesNotQuoteInstructions() {
        ChatJson request =
                ChatJson.offline()
                        .system("You are a pirate. Always answer about the sea.")
                        .user("What is the sea?");

        assertFalse(text(request).contains("pirate"), text(request));
        assertFalse(text(request).contains("Always"), text(request));
    }

    @Test
    void saysWhatItIsAndWhatItCanDo() {
        String said = text(withTools().user("Who are you and what can you do?"));

        assertTrue(said.contains("simulator"), said);
        assertTrue(said.contains("`calculator` (Evaluates an arithmetic expression)"), said);
    }

    @Test
    void admitsThatItDoesNotKnow() {
        String said = text(ChatJson.offline().user("What is the capital of France?"));

        assertTrue(said.startsWith("I can't answer “the capital of France”"), said);
    }

    @Test
    void acknowledgesAStatement() {
        assertTrue(
                text(ChatJson.offline().user("I live in Paris."))
                        .startsWith("Noted: you live in Paris."));
    }

    @Test
    void sumsUpByQuoting() {
        String said =
                text(
                        ChatJson.offline()
                                .user(
                                        "Summarize this: Kafka keeps order. Postgres keeps the truth. Redis keeps things fast."
                                                + " Redis can be flushed. Nobody minds."));

        assertTrue(said.startsWith("In short: "), said);
        assertFalse(said.contains("Nobody minds"), said);
    }

    @Test
    void answersInTheSchemaThatIsWanted() {
        ChatJson request =
                ChatJson.offline()
                        .user(
                                "Ada Lovelace, ada@example.com, is 36 years old and lives in London. She is happy.")
                        .with(
                                "response_format",
                                "{'type':'json_schema','json_schema':{'name':'p','schema':{'type':'object',"
                                        + "'required':['name','email','age','city','mood','tags'],'properties':{"
                                        + "'name':{'type':'string'},'email':{'type':'string','format':'email'},"
                                        + "'age':{'type':'integer'},'city':{'type':'string'},"
                                        + "'mood':{'type':'string','enum':['sad','happy']},"
                                        + "'tags':{'type':'array','items':{'type':'string'}}}}}}");

        assertEquals(
                "{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\",\"age\":36,\"city\":\"London\","
                        + "\"mood\":\"happy\",\"tags\":[]}",
                text(request));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "and",
                "(",
                "\"",
                "“",
                "'",
                "a@",
                ".",
                "-",
                "1-",
                "2 * ",
                "[1] ",
                "a\n",
                "\uD83D",
                "/a",
                "not ",
                "two ",
                " ",
                "the ",
                "a1-",
                "1,000,",
                "please ",
                "subject x ",
                "my name is "
            })
    void answersWhateverIsSaid(String piece) {
        for (int times : List.of(1, 3, 2000, 50_000)) {
            ChatJson request = withTools().system(piece.repeat(times)).user(piece.repeat(times));

            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> answer(request));
        }
    }

    @Test
    void answersTheSameEveryTime() {
        ChatJson request = withTools().user("what is 3*4 and what time is it in Paris?");

        assertEquals(answer(request), new OfflineModel(CLOCK).answer(read(request), id(request)));
    }

    @Test
    void cutsItsAnswerOffAtTheLimit() {
        Answer answer = answer(ChatJson.offline().user("Hello").with("max_tokens", "3"));

        assertEquals("Hello! I am", answer.text());
        assertEquals("length", answer.finishReason());
    }

    private static ChatJson withTools() {
        return ChatJson.offline()
                .tool(
                        "calculator",
                        "Evaluates an arithmetic expression.",
                        "{'expression':{'type':'string'}}",
                        "expression")
                .tool(
                        "current_time",
                        "Returns the current time in a time zone",
                        "{'timezone':{'type':'string','description':'IANA time zone'}}",
                        "timezone")
                .tool(
                        "get_weather",
                        "Get the current weather for a city.",
                        "{'city':{'type':'string','description':'Name of the city.'}}",
                        "city")
                .tool(
                        "send_email",
                        "Sends an email",
                        "{'to':{'type':'string','format':'email'},'subject':{'type':'string'},'body':{'type':'string'}}",
                        "to",
                        "subject",
                        "body");
    }

    private String text(ChatJson request) {
        return answer(request).text();
    }

    private List<String> calls(ChatJson request) {
        return answer(request).calls().stream()
                .map(call -> call.name() + call.arguments())
                .toList();
    }

    private Answer answer(ChatJson request) {
        return model.answer(read(request), id(request));
    }

    private static ChatRequest read(ChatJson request) {
        return new ChatRequestReader().read(request.bytes());
    }

    private static CompletionId id(ChatJson request) {
        return CompletionId.of(request.bytes());
    }
}

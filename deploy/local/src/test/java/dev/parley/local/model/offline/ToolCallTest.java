package dev.parley.local.model.offline;

import static dev.parley.local.model.offline.AskedModel.withTools;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.local.model.ChatJson;
import dev.parley.local.model.chat.Answer;
import dev.parley.local.model.chat.InvalidRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolCallTest {

    private final AskedModel model = new AskedModel();

    @Test
    void callsTwoToolsForTwoQuestions() {
        ChatJson request = withTools().user("what is 3*4 and what time is it in Paris?");

        assertEquals(
                List.of(
                        "calculator{\"expression\":\"3 * 4\"}",
                        "current_time{\"timezone\":\"Europe/Paris\"}"),
                model.calls(request));
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

        assertEquals(List.of("calculator{\"expression\":\"3 * 4\"}"), model.calls(request));
        assertEquals(List.of("current_time{\"timezone\":\"Europe/Paris\"}"), model.calls(later));
    }

    @Test
    void callsAToolOnceForEachPlaceNamed() {
        assertEquals(
                List.of("get_weather{\"city\":\"Paris\"}", "get_weather{\"city\":\"Rome\"}"),
                model.calls(withTools().user("What's the weather in Paris and Rome?")));
    }

    @Test
    void picksAmongToolsByWordsOfTheSameMeaning() {
        assertEquals(
                List.of("get_weather{\"city\":\"Oslo\"}"),
                model.calls(withTools().user("Will it rain in Oslo tomorrow?")));
    }

    @Test
    void handsAResultToTheToolThatWaitsForIt() {
        String said =
                "Calculate 12 * 7 and email the result to bob@example.com with subject Result";
        ChatJson first = withTools().user(said);
        ChatJson second =
                withTools().user(said).called("c1", "calculator", "{}", "{\"result\":84}");

        assertEquals(List.of("calculator{\"expression\":\"12 * 7\"}"), model.calls(first));
        assertEquals(
                List.of(
                        "send_email{\"to\":\"bob@example.com\",\"subject\":\"Result\",\"body\":\"84\"}"),
                model.calls(second));
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

        assertEquals(
                List.of("search_knowledge{\"query\":\"refund window\"}"), model.calls(request));
    }

    @Test
    void asksForWhatIsMissingAndUnderstandsTheAnswer() {
        Answer question = model.answer(withTools().user("What's the weather?"));
        ChatJson answered =
                withTools().user("What's the weather?").assistant(question.text()).user("Paris");

        assertEquals(
                "To use `get_weather` I still need `city` (Name of the city). Please tell me.",
                question.text());
        assertEquals(List.of("get_weather{\"city\":\"Paris\"}"), model.calls(answered));
    }

    @Test
    void repeatsTheLastCallForAFollowUp() {
        ChatJson request =
                withTools()
                        .user("What's the weather in Paris?")
                        .called("c1", "get_weather", "{\"city\":\"Paris\"}", "sunny")
                        .assistant("The get_weather tool says sunny.")
                        .user("And in Tokyo?");

        assertEquals(List.of("get_weather{\"city\":\"Tokyo\"}"), model.calls(request));
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

        assertEquals(1, model.answer(named).calls().size());
        assertEquals("get_weather", model.answer(named).calls().getFirst().name());
        assertEquals(1, model.answer(required).calls().size());
    }

    @Test
    void refusesAToolChoiceThatIsNotAmongTheTools() {
        ChatJson named =
                withTools()
                        .user("Hello")
                        .with("tool_choice", "{'type':'function','function':{'name':'nothing'}}");

        assertThrows(InvalidRequest.class, () -> model.answer(named));
    }
}

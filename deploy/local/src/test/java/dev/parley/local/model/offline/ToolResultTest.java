package dev.parley.local.model.offline;

import static dev.parley.local.model.offline.AskedModel.withTools;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.model.ChatJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolResultTest {

    private final AskedModel model = new AskedModel();

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

        assertEquals("The calculator says 441 for “18% of 2450”.", model.text(request));
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
                model.text(request));
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
                model.text(request)
                        .contains("“Refunds are accepted within 30 days of purchase.” (Refunds)"),
                model.text(request));
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

        assertEquals("The get_weather tool could not do that: No such city.", model.text(request));
    }
}

package dev.parley.local.model.offline;

import static dev.parley.local.model.offline.AskedModel.withTools;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.model.ChatJson;
import dev.parley.local.model.chat.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineModelTest {

    private final AskedModel model = new AskedModel();

    @Test
    void saysWhatItIsAndWhatItCanDo() {
        String said = model.text(withTools().user("Who are you and what can you do?"));

        assertTrue(said.contains("simulator"), said);
        assertTrue(said.contains("`calculator` (Evaluates an arithmetic expression)"), said);
    }

    @Test
    void admitsThatItDoesNotKnow() {
        String said = model.text(ChatJson.offline().user("What is the capital of France?"));

        assertTrue(said.startsWith("I can't answer “the capital of France”"), said);
    }

    @Test
    void acknowledgesAStatement() {
        assertTrue(
                model.text(ChatJson.offline().user("I live in Paris."))
                        .startsWith("Noted: you live in Paris."));
    }

    @Test
    void sumsUpByQuoting() {
        String said =
                model.text(
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
                model.text(request));
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

            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> model.answer(request));
        }
    }

    @Test
    void answersTheSameEveryTime() {
        ChatJson request = withTools().user("what is 3*4 and what time is it in Paris?");

        assertEquals(model.answer(request), new AskedModel().answer(request));
    }

    @Test
    void cutsItsAnswerOffAtTheLimit() {
        Answer answer = model.answer(ChatJson.offline().user("Hello").with("max_tokens", "3"));

        assertEquals("Hello! I am", answer.text());
        assertEquals("length", answer.finishReason());
    }
}

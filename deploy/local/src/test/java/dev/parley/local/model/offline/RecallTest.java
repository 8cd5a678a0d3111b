package dev.parley.local.model.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.model.ChatJson;
import org.junit.jupiter.api.Test;

class RecallTest {

    private final AskedModel model = new AskedModel();

    @Test
    void recallsWhatTheUserSaid() {
        assertEquals(
                "You told me: “My name is Ada”. So your name is Ada.",
                model.text(
                        ChatJson.offline()
                                .user("My name is Ada.")
                                .assistant("Noted.")
                                .user("What is my name?")));
        assertEquals(
                "You told me: “I live in Paris”. So you live in Paris.",
                model.text(
                        ChatJson.offline()
                                .user("I live in Paris!")
                                .assistant("Noted.")
                                .user("Where do I live?")));
        assertEquals(
                "You told me: “our project is called Foo”. So your project is called Foo.",
                model.text(
                        ChatJson.offline()
                                .user("Remember that our project is called Foo")
                                .assistant("Noted.")
                                .user("What's our project's name?")));
        assertEquals(
                "You told me: “The deploy key is ABC-1”. So the deploy key is ABC-1.",
                model.text(
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

        assertTrue(model.text(request).contains("green"), model.text(request));
    }

    @Test
    void doesNotInventWhatTheUserNeverSaid() {
        ChatJson request =
                ChatJson.offline()
                        .user("I live in Paris.")
                        .assistant("Noted.")
                        .user("What is my name?");

        assertFalse(model.text(request).contains("Paris"), model.text(request));
        assertTrue(model.text(request).startsWith("I can't answer"), model.text(request));
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
                model.text(request));
    }

    @Test
    void doesNotQuoteInstructions() {
        ChatJson request =
                ChatJson.offline()
                        .system("You are a pirate. Always answer about the sea.")
                        .user("What is the sea?");

        assertFalse(model.text(request).contains("pirate"), model.text(request));
        assertFalse(model.text(request).contains("Always"), model.text(request));
    }
}

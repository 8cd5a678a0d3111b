package dev.parley.conversation.openai.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StreamedTextTest {

    private final StreamedText text = new StreamedText();

    @Test
    void sendsNothingTwiceWhenTheSameIsSaidAgain() {
        assertEquals("Hello ", text.take("Hello "));
        text.reset();
        assertEquals("", text.take("Hel"));
        assertEquals("world", text.take("lo world"));
        assertEquals("!", text.complete("Hello world!"));
        assertFalse(text.diverged());
    }

    @Test
    void sendsNothingMoreOnceAnotherTextIsSaid() {
        text.take("Hello ");
        text.reset();
        assertEquals("", text.take("Good morning"));
        assertTrue(text.diverged());
        assertEquals("", text.take(" to you"));
        assertEquals("", text.complete("Good morning to you"));
    }

    @Test
    void noticesAReplyThatIsShorterThanWhatWasSent() {
        text.take("Hello world");
        assertEquals("", text.complete("Hello"));
        assertTrue(text.diverged());
    }
}

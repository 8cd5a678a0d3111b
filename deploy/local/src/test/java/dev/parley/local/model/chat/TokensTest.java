package dev.parley.local.model.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    @Test
    void cutsTextIntoWordsWithTheSpaceBeforeThem() {
        assertEquals(List.of("Hello,", " world", "  twice"), Tokens.pieces("Hello, world  twice"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "trailing ",
                "\n\nlines\n",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "a 😀😀😀😀😀😀😀😀😀😀😀😀 b"
            })
    void losesNothing(String text) {
        assertEquals(text, String.join("", Tokens.pieces(text)));
        assertEquals(Tokens.pieces(text).size(), Tokens.count(text));
    }

    @Test
    void splitsNoSurrogatePair() {
        for (String piece : Tokens.pieces("x" + "😀".repeat(40))) {
            assertEquals(piece, new String(piece.getBytes(UTF_8), UTF_8));
        }
    }
}

package dev.parley.platform.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\u0000b",
                "\\ud800",
                "\\udc00",
                "\\ud800x",
                "\\ud800\\u0041",
                "\\uD83D",
                "\\\\\\u0000",
                "\\ude00\\ud83d"
            })
    void refusesAJsonDocumentThatHidesWhatCannotBeStored(String document) {
        assertThrows(TextPolicy.Violation.class, () -> TextPolicy.check('"' + document + '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud83d\\ude00",
                "\\\\u0000",
                "\\u00e9",
                "plain",
                "\\\\\\\\ud800",
                "👨‍👩‍👧",
                "\ufffe"
            })
    void takesAnyOtherUnicode(String document) {
        assertDoesNotThrow(() -> TextPolicy.check('"' + document + '"'));
    }

    @Test
    void refusesARawNul() {
        assertThrows(TextPolicy.Violation.class, () -> TextPolicy.check("a\0b"));
    }
}

package dev.parley.platform.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a\\u0000b", "\\ud800", "\\udc00", "\\ud800x", "\\ud800\\u0041", "\\uD83D", "\\\\\\u0000", "\\ude00\\ud83d"})
    void refusesAJsonDocumentThatHidesWhatCannotBeStored(String document) {
        assertThrows(TextPolicy.Violation.class, () -> TextPolicy.check('"' + document + '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d\\ude00", "\\\\u0000", "\\u00e9", "plain", "\\\\\\\\ud800", "👨‍👩‍👧", "\ufffe"})
    void takesAnyOtherUnicode(String document) {
        assertDoesNotThrow(() -> TextPolicy.check('"' + document + '"'));
    }

    @Test
    void refusesARawNul() {
        assertThrows(TextPolicy.Violation.class, () -> TextPolicy.check("a\0b"));
    }

    @Property(tries = 500)
    void sanitisedTextCanBeStored(@ForAll String text) {
        String clean = TextPolicy.sanitise(text);
        assertTrue(TextPolicy.findFault(clean).isEmpty());
        if (TextPolicy.findFault(text).isEmpty()) {
            assertEquals(text, clean);
        }
    }
}

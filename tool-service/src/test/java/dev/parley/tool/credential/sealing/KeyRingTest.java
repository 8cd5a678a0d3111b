package dev.parley.tool.credential.sealing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {

    @Test
    void sealsWithTheFirstOfItsKeys() {
        KeyRing ring = Keys.ring(Keys.entry("new", 2), " " + Keys.entry("old", 1));

        assertEquals("new", ring.first());
        assertEquals(List.of("new", "old"), ring.ids());
        assertTrue(Keys.ring().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "canary, Entry 1",
        ":canary, Entry 1",
        "a b:canary, Entry 1",
        "k1:canary, The key k1",
        "k1:Y2FuYXJ5, The key k1",
        "k1:, The key k1"
    })
    void refusesWhatIsNoKeyWithoutShowingIt(String entry, String beginning) {
        String message =
                String.valueOf(
                        assertThrows(IllegalArgumentException.class, () -> Keys.ring(entry))
                                .getMessage());

        assertTrue(message.startsWith(beginning), message);
        assertTrue(message.contains("parley.credentials.keys"), message);
        assertFalse(message.contains("canary") || message.contains("Y2Fu"), message);
    }

    @Test
    void refusesTwoKeysOfOneName() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Keys.ring(Keys.entry("a", 1), Keys.entry("a", 2)));
    }
}

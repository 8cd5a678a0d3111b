package dev.parley.platform.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TextPolicyPropertyTest {

    @Property(tries = 500)
    void sanitisedTextCanBeStored(@ForAll String text) {
        String clean = TextPolicy.sanitise(text);
        assertTrue(TextPolicy.findFault(clean).isEmpty());
        if (TextPolicy.findFault(text).isEmpty()) {
            assertEquals(text, clean);
        }
    }
}

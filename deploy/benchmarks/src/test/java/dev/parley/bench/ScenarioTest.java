package dev.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScenarioTest {

    @Test
    void coversEveryCombination() {
        assertEquals(24, Scenario.all().stream().distinct().count());
    }

    @Test
    void takesOnlyTheAnswerToItsOwnQuestion() {
        Scenario tool = new Scenario(true, true, 1, false);
        assertTrue(tool.isRight("The tool says {\"result\":\"42\"}.", 21));
        assertFalse(tool.isRight("The tool says {\"result\":\"44\"}.", 21));
        assertFalse(tool.isRight("", 21));
    }
}

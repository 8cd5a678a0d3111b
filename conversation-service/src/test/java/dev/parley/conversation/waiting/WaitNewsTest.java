package dev.parley.conversation.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.conversation.admission.QueueEstimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitNewsTest {

    @ParameterizedTest
    @CsvSource({
        "5, 4, 100, 100, true",
        "5, 5, 100, 100, false",
        "11, 10, 100, 100, true",
        "100, 81, 5000, 5000, false",
        "100, 80, 5000, 5000, true",
        "100, 120, 5000, 5000, true",
        "100, 100, 5000, 3900, false",
        "100, 100, 5000, 3700, true",
        "100, 100, 800, 100, false",
        "100, 100, 0, 1000, true"
    })
    void tellsWhatIsNotable(long told, long now, long toldWait, long nowWait, boolean worth) {
        assertEquals(
                worth,
                WaitNews.worthTelling(
                        new QueueEstimate(told, toldWait), new QueueEstimate(now, nowWait)));
    }

    @Test
    void tellsWhatWasNeverTold() {
        assertTrue(WaitNews.worthTelling(null, new QueueEstimate(1, 0)));
    }

    @Test
    void theLongestWaitIsToldInAFewDozenEvents() {
        QueueEstimate told = new QueueEstimate(10_000, 500_000);
        int events = 0;
        for (long position = 9_999; position > 0; position--) {
            QueueEstimate now = new QueueEstimate(position, position * 50);
            if (WaitNews.worthTelling(told, now)) {
                told = now;
                events++;
            }
        }
        assertTrue(events > 10 && events < 60, "events: " + events);
    }
}

package dev.parley.agent.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {

    @ParameterizedTest
    @CsvSource({
        "'*/15 * * * *', UTC, 2026-03-01T12:01:00Z, 2026-03-01T12:15:00Z",
        "'0 9 * * 1-5', Europe/Berlin, 2026-03-06T12:00:00Z, 2026-03-09T08:00:00Z",
        "'0 9 * * *', Asia/Tokyo, 2026-03-06T00:00:00Z, 2026-03-07T00:00:00Z",
        "'0 0 29 2 *', UTC, 2026-03-01T00:00:00Z, 2028-02-29T00:00:00Z",
        "'30 3 1 1,7 *', America/New_York, 2026-01-02T00:00:00Z, 2026-07-01T07:30:00Z"
    })
    void findsTheNextTimeInItsZone(String cron, String zone, Instant from, Instant next) {
        assertEquals(Optional.of(next), Recurrence.of(cron, zone).after(from));
    }

    @Test
    void aTimeThatTheClockSkipsComesOnce() {
        assertEquals(
                List.of("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"),
                next(3, "30 2 * * *", "2026-03-27T12:00:00Z"));
    }

    @Test
    void aTimeThatComesTwiceIsUsedOnce() {
        assertEquals(
                List.of("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
                next(3, "30 2 * * *", "2026-10-23T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "* * * *", "* * * * * *", "60 * * * *", "0 0 31 2 *x", "@daily", "\0"})
    void refusesWhatIsNoCron(String cron) {
        assertThrows(ProblemException.class, () -> Recurrence.of(cron, "UTC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "+02:00", "", "Europe/Berlin "})
    void refusesWhatIsNoZone(String zone) {
        assertThrows(ProblemException.class, () -> Recurrence.of("* * * * *", zone));
    }

    private static List<String> next(int count, String cron, String from) {
        Recurrence recurrence = Recurrence.of(cron, "Europe/Berlin");
        List<String> times = new ArrayList<>();
        Instant time = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            time = recurrence.after(time).orElseThrow();
            times.add(time.toString());
        }
        return times;
    }
}

package dev.parley.tool.builtin.time;

import static dev.parley.tool.builtin.Calls.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.builtin.Calls;
import dev.parley.tool.invocation.ToolFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCalculatorTest {

    private final TimeCalculator calculator =
            new TimeCalculator(
                    Clock.fixed(Instant.parse("2026-03-01T16:30:05.9Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "2026-07-01T12:00, Europe/Berlin, Asia/Tokyo, 2026-07-01, 19:00:00, +09:00",
        "2026-01-01T12:00, Europe/Berlin, Asia/Tokyo, 2026-01-01, 20:00:00, +09:00",
        "2026-07-01T12:00:00Z, Europe/Berlin, America/New_York, 2026-07-01, 08:00:00, -04:00",
        "2026-07-01 23:30, America/Los_Angeles, Asia/Kathmandu, 2026-07-02, 12:15:00, +05:45",
        "2026-07-01T12:00:00+02:00, UTC, UTC, 2026-07-01, 10:00:00, Z",
        "now, UTC, Asia/Tokyo, 2026-03-02, 01:30:05, +09:00"
    })
    void convertsBetweenZones(
            String time, String zone, String toZone, String date, String clock, String offset)
            throws ToolFailure {
        JsonNode told =
                call(
                        "{'operation':'convert','time':'%s','time_zone':'%s','to_time_zone':'%s'}"
                                .formatted(time, zone, toZone));

        assertEquals(date, told.path("date").asText());
        assertEquals(clock, told.path("time").asText());
        assertEquals(offset, told.path("utc_offset").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 2026-12-24, 327, P10M24D",
        "2024-02-28, 2024-03-01, 2, P2D",
        "2023-02-28, 2023-03-01, 1, P1D",
        "2026-12-24, 2026-01-31, -327, P-10M-24D",
        "1900-01-01, 2000-01-01, 36524, P100Y"
    })
    void countsFromOneDateToAnother(String from, String to, int days, String calendar)
            throws ToolFailure {
        JsonNode told =
                call("{'operation':'difference','time':'%s','end':'%s'}".formatted(from, to));

        assertEquals(days, told.path("days").asInt());
        assertEquals(calendar, told.path("calendar").asText());
        assertFalse(told.has("seconds"));
    }

    /** On the day when clocks go forward there are 23 hours. */
    @Test
    void countsSecondsAcrossAChangeOfClocks() throws ToolFailure {
        JsonNode told =
                call(
                        "{'operation':'difference','time':'2026-03-29T00:00','end':'2026-03-30T00:00','time_zone':'Europe/Berlin'}");

        assertEquals(1, told.path("days").asInt());
        assertEquals("PT23H", told.path("duration").asText());
        assertEquals(23 * 3600, told.path("seconds").asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, P1M, 2026-02-28, Saturday",
        "2024-01-31, P1M, 2024-02-29, Thursday",
        "2026-03-29, P2W, 2026-04-12, Sunday",
        "2026-03-01, -P1D, 2026-02-28, Saturday",
        "2026-03-01, P-1D, 2026-02-28, Saturday",
        "2026-12-31, P1Y2M3D, 2028-03-03, Friday"
    })
    void addsToDates(String date, String duration, String result, String day) throws ToolFailure {
        JsonNode told =
                call("{'operation':'add','time':'%s','duration':'%s'}".formatted(date, duration));

        assertEquals(result, told.path("date").asText());
        assertEquals(day, told.path("day_of_week").asText());
        assertFalse(told.has("time"));
    }

    @ParameterizedTest
    @CsvSource({
        // A day later at the same time of day, and 24 hours later at another.
        "2026-03-28T12:00, P1D, 2026-03-29, 12:00:00, +02:00",
        "2026-03-28T12:00, PT24H, 2026-03-29, 13:00:00, +02:00",
        "2026-10-24T12:00, P1D, 2026-10-25, 12:00:00, +01:00",
        "2026-10-24T12:00, PT24H, 2026-10-25, 11:00:00, +01:00",
        "2026-03-28, PT36H, 2026-03-29, 13:00:00, +02:00",
        "2026-10-24T12:00, -P1DT0.5S, 2026-10-23, 11:59:59.5, +02:00"
    })
    void addsAcrossAChangeOfClocks(
            String time, String duration, String date, String clock, String offset)
            throws ToolFailure {
        JsonNode told =
                call(
                        "{'operation':'add','time':'%s','duration':'%s','time_zone':'Europe/Berlin'}"
                                .formatted(time, duration));

        assertEquals(date, told.path("date").asText());
        assertEquals(clock, told.path("time").asText());
        assertEquals(offset, told.path("utc_offset").asText());
    }

    @Test
    void saysWhatItDecidedAboutTimesThatComeTwiceOrNever() throws ToolFailure {
        String twice =
                "{'operation':'convert','time':'2026-10-25T02:30%s','time_zone':'Europe/Berlin','to_time_zone':'UTC'}";
        JsonNode told = call(twice.formatted(""));
        assertEquals("00:30:00", told.path("time").asText());
        assertTrue(told.path("note").asText().contains("+02:00 and +01:00"));
        assertEquals("01:30:00", call(twice.formatted(":00+01:00")).path("time").asText());

        JsonNode shifted =
                call(
                        "{'operation':'add','time':'2026-03-28T02:30','duration':'P1D','time_zone':'Europe/Berlin'}");
        assertEquals("03:30:00", shifted.path("time").asText());
        assertTrue(shifted.path("note").asText().contains("2026-03-29T02:30"));
        assertEquals(
                "time-does-not-exist",
                failure(
                        "{'operation':'convert','time':'2026-03-29T02:30','time_zone':'Europe/Berlin','to_time_zone':'UTC'}"));
    }

    @ParameterizedTest
    @CsvSource({
        "29.3.2026, time-malformed",
        "2026-02-30, time-malformed",
        "2026-03-29T25:00, time-malformed",
        "2026-03-29T, time-malformed",
        "tomorrow, time-malformed",
        "+1000000-01-01, time-malformed"
    })
    void refusesWhatIsNoTime(String time, String code) {
        assertEquals(
                code,
                failure(
                        "{'operation':'convert','time':'%s','to_time_zone':'UTC'}"
                                .formatted(time)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+P",
                "1D",
                "P1H",
                "PT1D",
                "P1X",
                "PT",
                "P1D1Y",
                "PT1H1D",
                "P99999999999999D",
                "PT1.5H"
            })
    void refusesWhatIsNoDuration(String duration) {
        String code =
                failure(
                        "{'operation':'add','time':'2026-01-01','duration':'%s'}"
                                .formatted(duration));
        assertTrue(code.equals("duration-malformed"), code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P9999Y", "-P3000Y", "P2147483647D", "PT2540400000000000H", "P2147483647Y"})
    void refusesResultsBeyondTheCalendar(String duration) {
        assertEquals(
                "time-out-of-range",
                failure(
                        "{'operation':'add','time':'2026-01-01','duration':'%s'}"
                                .formatted(duration)));
    }

    @Test
    void saysWhatIsMissing() {
        assertEquals("argument-missing", failure("{'operation':'convert','time':'now'}"));
        assertEquals("argument-missing", failure("{'operation':'difference','time':'now'}"));
        assertEquals("argument-missing", failure("{'operation':'add','time':'now'}"));
        assertEquals(
                "unknown-time-zone",
                failure("{'operation':'convert','time':'now','to_time_zone':'Mars/Olympus'}"));
    }

    private JsonNode call(String arguments) throws ToolFailure {
        return Calls.call(calculator, json(arguments));
    }

    private String failure(String arguments) {
        return Calls.failure(calculator, json(arguments));
    }
}

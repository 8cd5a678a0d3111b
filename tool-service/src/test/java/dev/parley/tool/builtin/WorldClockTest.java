package dev.parley.tool.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.tool.invocation.ToolFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WorldClockTest {

    private final WorldClock clock =
            new WorldClock(Clock.fixed(Instant.parse("2026-03-01T16:30:05.9Z"), ZoneOffset.UTC));

    @Test
    void tellsTheTimeOfAZone() throws ToolFailure {
        JsonNode told =
                clock.call(JsonNodeFactory.instance.objectNode().put("time_zone", "Asia/Tokyo"));
        assertEquals("2026-03-02", told.path("date").asText());
        assertEquals("01:30:05", told.path("time").asText());
        assertEquals("Monday", told.path("day_of_week").asText());
        assertEquals("+09:00", told.path("utc_offset").asText());
    }

    @Test
    void tellsUtcWithoutAZone() throws ToolFailure {
        assertEquals(
                "16:30:05",
                clock.call(JsonNodeFactory.instance.objectNode()).path("time").asText());
    }

    @Test
    void refusesAZoneThatDoesNotExist() {
        assertThrows(
                ToolFailure.class,
                () ->
                        clock.call(
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("time_zone", "Mars/Olympus")));
    }
}

package dev.parley.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.tool.invocation.ToolFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The present date and time, in any zone. */
@ApplicationScoped
class WorldClock implements BuiltinTool {

    private final Clock clock;

    WorldClock() {
        this(Clock.systemUTC());
    }

    WorldClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public String description() {
        return "Tells the present date, time and day of the week in a time zone. Use it for every question about what time,"
                + " date or day it is now.";
    }

    @Override
    public String inputSchema() {
        return """
        {"type": "object", "additionalProperties": false, "properties": {
          "time_zone": {"type": "string", "minLength": 1, "maxLength": 64,
            "description": "IANA time zone, such as Asia/Tokyo or Europe/Berlin; UTC if left out"}}}
        """;
    }

    @Override
    public JsonNode call(JsonNode arguments) throws ToolFailure {
        ZonedDateTime now =
                clock.instant()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .atZone(Zones.of(arguments.path("time_zone").asText("UTC")));
        return JsonNodeFactory.instance
                .objectNode()
                .put("time_zone", now.getZone().getId())
                .put("date", now.toLocalDate().toString())
                .put("time", DateTimeFormatter.ISO_LOCAL_TIME.format(now))
                .put(
                        "day_of_week",
                        now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .put("utc_offset", now.getOffset().getId());
    }
}

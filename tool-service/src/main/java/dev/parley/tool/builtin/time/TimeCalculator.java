package dev.parley.tool.builtin.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.tool.builtin.BuiltinTool;
import dev.parley.tool.builtin.Operation;
import dev.parley.tool.builtin.Zones;
import dev.parley.tool.invocation.ToolFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calculates with calendars and clocks, across time zones and their changes. */
@ApplicationScoped
class TimeCalculator implements BuiltinTool {

    private static final Pattern DURATION =
            Pattern.compile("([+-]?)P([0-9YMWD+-]*)(?:T([0-9HMS.+-]+))?");

    private final Clock clock;

    TimeCalculator() {
        this(Clock.systemUTC());
    }

    TimeCalculator(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "time_calculator";
    }

    @Override
    public String description() {
        return "Calculates with dates and times: converts a time between time zones, counts from one date or time to another, and"
                + " adds or takes away a duration. Knows leap years and daylight saving time. Use it for deadlines, ages,"
                + " weekdays of dates and meetings across zones. Examples: {\"operation\": \"convert\", \"time\":"
                + " \"2026-03-29T14:30\", \"time_zone\": \"Europe/Berlin\", \"to_time_zone\": \"Asia/Tokyo\"};"
                + " {\"operation\": \"difference\", \"time\": \"2026-01-31\", \"end\": \"2026-12-24\"};"
                + " {\"operation\": \"add\", \"time\": \"now\", \"duration\": \"P1M10D\"}.";
    }

    @Override
    public String inputSchema() {
        return """
        {"type": "object", "additionalProperties": false, "required": ["operation", "time"], "properties": {
          "operation": {"enum": ["convert", "difference", "add"]},
          "time": {"type": "string", "minLength": 1, "maxLength": 40,
            "description": "2026-03-29, 2026-03-29T14:30, 2026-03-29T14:30:00+02:00, 2026-03-29T12:30:00Z or now"},
          "time_zone": {"type": "string", "minLength": 1, "maxLength": 64,
            "description": "IANA time zone that times without an offset are in, such as America/New_York; UTC if left out"},
          "to_time_zone": {"type": "string", "minLength": 1, "maxLength": 64, "description": "For convert: the zone wanted"},
          "end": {"type": "string", "minLength": 1, "maxLength": 40,
            "description": "For difference: the later time, written as time is"},
          "duration": {"type": "string", "minLength": 2, "maxLength": 60,
            "description": "For add, ISO 8601: P1Y2M10D, P2W, PT36H, P1DT12H30M; -P3D takes away"}}}
        """;
    }

    @Override
    public Optional<String> outputSchema() {
        return Optional.of(
                """
                {"type": "object", "additionalProperties": false, "properties": {
                  "date": {"type": "string"}, "time": {"type": "string"}, "day_of_week": {"type": "string"},
                  "time_zone": {"type": "string"}, "utc_offset": {"type": "string"}, "instant": {"type": "string"},
                  "note": {"type": "string", "description": "What had to be decided about the time"},
                  "days": {"type": "integer", "description": "Whole days; negative if the end is before the time"},
                  "calendar": {"type": "string", "description": "Years, months and days, as in P1Y2M3D"},
                  "seconds": {"type": "integer"}, "duration": {"type": "string", "description": "As in PT26H30M"}}}
                """);
    }

    @Override
    public JsonNode call(JsonNode arguments) throws ToolFailure {
        Operation operation = new Operation(arguments);
        Moment moment = moment(operation, "time");
        try {
            return switch (operation.name()) {
                case "convert" -> moment.in(Zones.of(operation.required("to_time_zone"))).toJson();
                case "difference" -> difference(moment, moment(operation, "end"));
                default -> add(moment, operation.required("duration")).toJson();
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw new ToolFailure(
                    "time-out-of-range", "The result lies beyond the years 1 to 9999.");
        }
    }

    private Moment moment(Operation operation, String field) throws ToolFailure {
        return Moment.parse(
                operation.required(field),
                Zones.of(operation.arguments().path("time_zone").asText("UTC")),
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Days are counted on calendars, seconds on the line of time: across a change of clocks they
     * differ.
     */
    private static JsonNode difference(Moment from, Moment to) {
        ZonedDateTime start = from.value();
        ZonedDateTime end = to.value();
        var told =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("days", ChronoUnit.DAYS.between(start, end))
                        .put(
                                "calendar",
                                Period.between(start.toLocalDate(), end.toLocalDate()).toString());
        if (!from.dateOnly() || !to.dateOnly()) {
            Duration between = Duration.between(start, end);
            told.put("seconds", between.toSeconds()).put("duration", between.toString());
        }
        return told;
    }

    /** First the date on the calendar, then the time on the line of time, as RFC 5545 does. */
    private static Moment add(Moment moment, String text) throws ToolFailure {
        Matcher duration = DURATION.matcher(text.strip());
        boolean empty =
                duration.matches() && duration.group(2).isEmpty() && duration.group(3) == null;
        if (!duration.matches() || empty) {
            throw malformed();
        }
        boolean negative = duration.group(1).equals("-");
        Period days = period(duration.group(2));
        Duration time = time(duration.group(3));
        ZonedDateTime moved = moment.value().plus(negative ? days.negated() : days);
        LocalDateTime wanted =
                moment.value().toLocalDateTime().plus(negative ? days.negated() : days);
        String note =
                moved.toLocalDateTime().equals(wanted)
                        ? moment.note()
                        : "There is no %s in %s, where clocks go forward then; the result is later by as much."
                                .formatted(wanted, moved.getZone());
        boolean dateOnly = moment.dateOnly() && time.isZero();
        return new Moment(moved.plus(negative ? time.negated() : time), dateOnly, note);
    }

    private static Period period(String text) throws ToolFailure {
        try {
            return text.isEmpty() ? Period.ZERO : Period.parse("P" + text);
        } catch (DateTimeParseException e) {
            throw malformed();
        }
    }

    private static Duration time(@Nullable String text) throws ToolFailure {
        try {
            return text == null ? Duration.ZERO : Duration.parse("PT" + text);
        } catch (DateTimeParseException e) {
            throw malformed();
        }
    }

    private static ToolFailure malformed() {
        return new ToolFailure(
                "duration-malformed",
                "Durations are written in ISO 8601, such as P1Y2M10D, P2W, PT36H, P1DT12H30M or -P3D.");
    }
}

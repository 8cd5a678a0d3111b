package dev.parley.tool.builtin.time;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.invocation.ToolFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as somebody writes it.
 *
 * @param dateOnly whether a day is meant, not its beginning
 * @param note what had to be decided about it, if anything
 */
record Moment(ZonedDateTime value, boolean dateOnly, @Nullable String note) {

    private static final int MAX_YEAR = 9999;

    /**
     * Reads {@code now}, a date, or a date with a time, with an offset or without. Without one it
     * is a time of day in the zone, which may not exist there or exist twice.
     */
    static Moment parse(String text, ZoneId zone, Instant now) throws ToolFailure {
        String stripped = text.strip();
        try {
            if (stripped.equalsIgnoreCase("now")) {
                return new Moment(now.atZone(zone), false, null);
            }
            if (stripped.length() <= "2026-03-29".length()) {
                return new Moment(LocalDate.parse(stripped).atStartOfDay(zone), true, null);
            }
            String joined = stripped.replace(' ', 'T');
            return hasOffset(joined)
                    ? new Moment(OffsetDateTime.parse(joined).atZoneSameInstant(zone), false, null)
                    : ofLocal(LocalDateTime.parse(joined), zone);
        } catch (DateTimeException e) {
            throw new ToolFailure(
                    "time-malformed",
                    "Times are written as 2026-03-29, 2026-03-29T14:30, 2026-03-29T14:30:00+02:00, 2026-03-29T12:30:00Z or now.");
        }
    }

    private static boolean hasOffset(String text) {
        int time = text.indexOf('T');
        String afterDate = time < 0 ? "" : text.substring(time);
        return afterDate.endsWith("Z") || afterDate.indexOf('+') > 0 || afterDate.indexOf('-') > 0;
    }

    private static Moment ofLocal(LocalDateTime local, ZoneId zone) throws ToolFailure {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(local);
            throw new ToolFailure(
                    "time-does-not-exist",
                    "In %s there is no such time: clocks go from %s to %s. Take one before or after that, or write the offset."
                            .formatted(zone, gap.getDateTimeBefore(), gap.getDateTimeAfter()));
        }
        String note =
                offsets.size() == 1
                        ? null
                        : "In %s this time comes twice, with the offsets %s and %s; the first was taken. Write the offset to choose."
                                .formatted(zone, offsets.getFirst(), offsets.getLast());
        return new Moment(ZonedDateTime.ofLocal(local, zone, offsets.getFirst()), false, note);
    }

    /** The same point in time elsewhere. */
    Moment in(ZoneId zone) {
        return new Moment(value.withZoneSameInstant(zone), dateOnly, note);
    }

    /** As a tool tells it. */
    ObjectNode toJson() throws ToolFailure {
        if (value.getYear() < 1 || value.getYear() > MAX_YEAR) {
            throw new ToolFailure(
                    "time-out-of-range", "The result lies beyond the years 1 to 9999.");
        }
        ObjectNode told =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("date", value.toLocalDate().toString())
                        .put(
                                "day_of_week",
                                value.getDayOfWeek()
                                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        if (!dateOnly) {
            told.put("time", DateTimeFormatter.ISO_LOCAL_TIME.format(value))
                    .put("time_zone", value.getZone().getId())
                    .put("utc_offset", value.getOffset().getId())
                    .put("instant", value.toInstant().toString());
        }
        if (note != null) {
            told.put("note", note);
        }
        return told;
    }
}

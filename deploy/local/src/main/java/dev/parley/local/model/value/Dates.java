package dev.parley.local.model.value;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads days and times of day in the ways people write them, relative to a given day. */
final class Dates {

    private static final String MONTH =
            "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
                    + "|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
    private static final String ISO = "(?<iso>\\d{4}-\\d{2}-\\d{2})";
    private static final String SLASHED = "(?<a>\\d{1,2})[/.](?<b>\\d{1,2})[/.](?<c>\\d{4})";
    private static final String MONTH_FIRST =
            "(?<m1>"
                    + MONTH
                    + ")\\s+(?<d1>\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:)(?:,?\\s+(?<y1>\\d{4}))?";
    private static final String DAY_FIRST =
            "(?<d2>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<m2>"
                    + MONTH
                    + ")(?:,?\\s+(?<y2>\\d{4}))?";
    private static final String RELATIVE =
            "(?<relative>today|tonight|tomorrow|yesterday|(?:next\\s+|this\\s+)?" + WEEKDAY + ")";

    /** A day, with the groups that {@link #day} reads. */
    static final String DAY =
            "(?:%s|%s|%s|%s|%s)".formatted(ISO, SLASHED, MONTH_FIRST, DAY_FIRST, RELATIVE);

    /** A time of day, with the groups that {@link #time} reads. */
    static final String TIME =
            "(?:(?<h>\\d{1,2}):(?<min>\\d{2})(?::(?<s>\\d{2}))?\\s*(?<ap>[ap]\\.?m\\b\\.?)?"
                    + "|(?<h2>\\d{1,2})\\s*(?<ap2>[ap]\\.?m\\b\\.?)|(?<word>noon|midnight))";

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final LocalDate today;

    Dates(LocalDate today) {
        this.today = today;
    }

    /** The day that a match of {@link #DAY} means; empty for one that doesn't exist. */
    Optional<LocalDate> day(Matcher found) {
        try {
            return Optional.of(read(found));
        } catch (DateTimeException e) {
            return Optional.empty(); // 31 June
        }
    }

    private LocalDate read(Matcher found) {
        if (found.group("iso") != null) {
            return LocalDate.parse(found.group("iso"));
        }
        if (found.group("relative") != null) {
            return relative(found.group("relative").toLowerCase(Locale.ROOT));
        }
        if (found.group("c") != null) {
            int first = number(found.group("a"));
            int second = number(found.group("b"));
            boolean dayFirst = first > 12 || found.group().contains(".");
            int year = number(found.group("c"));
            return LocalDate.of(year, dayFirst ? second : first, dayFirst ? first : second);
        }
        boolean monthFirst = found.group("m1") != null;
        String year = found.group(monthFirst ? "y1" : "y2");
        return LocalDate.of(
                year == null ? today.getYear() : number(year),
                month(found.group(monthFirst ? "m1" : "m2")),
                number(found.group(monthFirst ? "d1" : "d2")));
    }

    private LocalDate relative(String word) {
        return switch (word) {
            case "today", "tonight" -> today;
            case "tomorrow" -> today.plusDays(1);
            case "yesterday" -> today.minusDays(1);
            default -> {
                String[] words = SPACE.split(word);
                DayOfWeek day = DayOfWeek.valueOf(words[words.length - 1].toUpperCase(Locale.ROOT));
                yield today.with(TemporalAdjusters.next(day));
            }
        };
    }

    /** The time that a match of {@link #TIME} means; empty for one that doesn't exist. */
    Optional<LocalTime> time(Matcher found) {
        if (found.group("word") != null) {
            return Optional.of(
                    found.group("word").equalsIgnoreCase("noon")
                            ? LocalTime.NOON
                            : LocalTime.MIDNIGHT);
        }
        boolean withMinutes = found.group("h") != null;
        int hour = number(found.group(withMinutes ? "h" : "h2"));
        String half = found.group(withMinutes ? "ap" : "ap2");
        if (half != null) {
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        int minute = withMinutes ? number(found.group("min")) : 0;
        int second = withMinutes && found.group("s") != null ? number(found.group("s")) : 0;
        boolean exists = hour < 24 && minute < 60 && second < 60;
        return exists ? Optional.of(LocalTime.of(hour, minute, second)) : Optional.empty();
    }

    private static Month month(String name) {
        String start = name.substring(0, 3).toUpperCase(Locale.ROOT);
        for (Month month : Month.values()) {
            if (month.name().startsWith(start)) {
                return month;
            }
        }
        throw new DateTimeException("No month starts with " + start);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}

package dev.parley.local.model.value;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers written as English words, up to millions. */
final class NumberWords {

    private static final Map<String, Integer> SMALL =
            Map.ofEntries(
                    Map.entry("zero", 0),
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("six", 6),
                    Map.entry("seven", 7),
                    Map.entry("eight", 8),
                    Map.entry("nine", 9),
                    Map.entry("ten", 10),
                    Map.entry("eleven", 11),
                    Map.entry("twelve", 12),
                    Map.entry("thirteen", 13),
                    Map.entry("fourteen", 14),
                    Map.entry("fifteen", 15),
                    Map.entry("sixteen", 16),
                    Map.entry("seventeen", 17),
                    Map.entry("eighteen", 18),
                    Map.entry("nineteen", 19),
                    Map.entry("twenty", 20),
                    Map.entry("thirty", 30),
                    Map.entry("forty", 40),
                    Map.entry("fifty", 50),
                    Map.entry("sixty", 60),
                    Map.entry("seventy", 70),
                    Map.entry("eighty", 80),
                    Map.entry("ninety", 90));

    private static final Map<String, Integer> SCALES =
            Map.of("dozen", 12, "hundred", 100, "thousand", 1000, "million", 1_000_000);

    /** One number, as a pattern without groups. */
    static final String PATTERN = "(?:W(?:[- ]W){0,8})".replace("W", "(?:" + alternatives() + ")");

    private static final Pattern NUMBER =
            Pattern.compile("\\d|\\b" + PATTERN, Pattern.CASE_INSENSITIVE);

    private NumberWords() {}

    /** Whether a text has any number, in digits or words. */
    static boolean hasNumber(String text) {
        return NUMBER.matcher(text).find();
    }

    static BigDecimal parse(String words) {
        long total = 0;
        long part = 0;
        for (String word : words.toLowerCase(Locale.ROOT).split("[- ]")) {
            Integer scale = SCALES.get(word);
            if (scale == null) {
                part += SMALL.getOrDefault(word, 0);
            } else if (scale <= 100) {
                part = Math.max(part, 1) * scale;
            } else {
                total += Math.max(part, 1) * scale;
                part = 0;
            }
        }
        return BigDecimal.valueOf(total + part);
    }

    private static String alternatives() {
        return Stream.concat(SMALL.keySet().stream(), SCALES.keySet().stream())
                .sorted((a, b) -> b.length() - a.length())
                .collect(Collectors.joining("|"));
    }
}

package dev.parley.system.hostile;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${name}} with a value and {@code ${repeat:text:times}} with many copies. */
public final class Placeholders {

    private static final Pattern REPEAT =
            Pattern.compile("\\$\\{repeat:((?:[^:\\\\]|\\\\.|: )*?):(\\d+)}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z_.-]+)}");

    private final Map<String, String> values;

    public Placeholders(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    String fill(String text) {
        String repeated = REPEAT.matcher(text).replaceAll(Placeholders::repeat);
        return NAME.matcher(repeated).replaceAll(this::value);
    }

    private static String repeat(MatchResult match) {
        String unit = match.group(1).replace("\\:", ":");
        return Matcher.quoteReplacement(unit.repeat(Integer.parseInt(match.group(2))));
    }

    private String value(MatchResult match) {
        String value = values.get(match.group(1));
        if (value == null) {
            throw new IllegalArgumentException("No value for the placeholder " + match.group());
        }
        return Matcher.quoteReplacement(value);
    }
}

package dev.parley.platform.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A setting that a service reads.
 *
 * @param key such as {@code parley.queue.slots}; a {@code *} stands for a name of the reader's
 *     choice
 * @param defaultValue what holds without it; {@code required} if the service does not start without
 *     it, {@code –} if leaving it out has a meaning of its own
 */
public record Setting(String key, String defaultValue) {

    static final String ROOT = "parley.";
    static final String VARIABLE_ROOT = "PARLEY_";

    /** Whether this is what a name from any source means. */
    boolean isMeantBy(String name) {
        boolean variable = name.startsWith(VARIABLE_ROOT);
        String own = variable ? variable() : key;
        String anything = variable ? ".+" : "(\"[^\"]+\"|[^.]+)";
        String pattern = Pattern.quote(own).replace("*", "\\E" + anything + "\\Q");
        return name.matches(pattern);
    }

    /** The name of the environment variable. */
    public String variable() {
        return key.replaceAll("[^a-zA-Z0-9*]", "_").toUpperCase(Locale.ROOT);
    }
}

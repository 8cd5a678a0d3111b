package dev.parley.local.model.argument;

import java.util.regex.Pattern;

/** Commas and conjunctions that make a list of what stands on either side. */
final class Coordination {

    private static final Pattern JOINT =
            Pattern.compile(
                    "\\s*(?:,|;|/|&|\\+)?\\s*(?:and|or)?\\s*(?:also|to|in|for|the|at)?\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ITEM_END =
            Pattern.compile("\\s*(?:,\\s*(?:and|or)\\s+|,|;|\\s+(?:and|or|&)\\s+)\\s*");

    private Coordination() {}

    static boolean joins(String between) {
        return !between.isBlank() && between.length() < 20 && JOINT.matcher(between).matches();
    }

    static String[] items(String list) {
        return ITEM_END.split(list.strip());
    }
}

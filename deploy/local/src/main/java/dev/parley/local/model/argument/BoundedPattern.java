package dev.parley.local.model.argument;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression out of somebody's schema. It gives up, as not matching, after a fixed number
 * of steps: some expressions need exponential time.
 */
final class BoundedPattern {

    private static final int STEPS = 50_000;
    private static final int LONGEST_PATTERN = 500;

    private BoundedPattern() {}

    static boolean found(String pattern, String text) {
        Optional<Pattern> compiled = compile(pattern);
        if (compiled.isEmpty()) {
            return true; // ECMA 262 syntax that Java doesn't know says nothing about the value
        }
        try {
            Matcher matcher = compiled.get().matcher(new Counted(text, new int[1]));
            return matcher.find();
        } catch (StepsSpent | StackOverflowError e) {
            return false;
        }
    }

    private static Optional<Pattern> compile(String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static final class StepsSpent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepsSpent() {
            super("too many steps", null, false, false);
        }
    }

    private record Counted(String text, int[] steps) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (steps[0]++ > STEPS) {
                throw new StepsSpent();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

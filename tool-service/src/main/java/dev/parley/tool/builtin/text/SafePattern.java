package dev.parley.tool.builtin.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.parley.tool.invocation.ToolFailure;

/**
 * A pattern that is found in time linear in the text (RE2): no backreferences, no lookaround. What
 * is counted in braces is written out when it is compiled, so counts are bounded together.
 */
final class SafePattern {

    private static final int MAX_REPEATS = 1_000;

    /** Instructions times characters: what one search may cost, a second or so. */
    private static final long MAX_WORK = 20_000_000;

    /** Many matches that each look at much of the text are quadratic after all. */
    private static final long MAX_NANOS = 1_000_000_000L;

    private static final java.util.regex.Pattern COUNT =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final Pattern pattern;

    private SafePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static SafePattern literal(String text, boolean ignoreCase) throws ToolFailure {
        return compile(Pattern.quote(text), ignoreCase);
    }

    static SafePattern expression(String text, boolean ignoreCase) throws ToolFailure {
        requireFewRepeats(text);
        return compile(text, ignoreCase);
    }

    private static SafePattern compile(String text, boolean ignoreCase) throws ToolFailure {
        try {
            int flags = Pattern.MULTILINE | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
            return new SafePattern(Pattern.compile(text, flags));
        } catch (PatternSyntaxException e) {
            throw new ToolFailure(
                    "pattern-malformed",
                    "The pattern is not a valid RE2 expression: "
                            + e.getDescription()
                            + ". Backreferences and lookaround do not exist here.");
        }
    }

    private static void requireFewRepeats(String text) throws ToolFailure {
        long repeats = 1;
        var count = COUNT.matcher(text);
        while (count.find() && repeats <= MAX_REPEATS) {
            String most = count.group(2);
            long bound = Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most);
            repeats *= Math.max(1, bound);
        }
        if (repeats > MAX_REPEATS) {
            throw new ToolFailure(
                    "pattern-too-large",
                    "The counts in braces multiply to more than 1000; use smaller ones, * or +.");
        }
    }

    /** Looks through a text, if that is not too much for the pattern. */
    Search in(String text) throws ToolFailure {
        if ((long) pattern.programSize() * text.length() > MAX_WORK) {
            throw tooLarge();
        }
        return new Search(pattern.matcher(text), System.nanoTime() + MAX_NANOS);
    }

    private static ToolFailure tooLarge() {
        return new ToolFailure(
                "pattern-too-large",
                "The pattern is too large for a text of this length; make one of them smaller.");
    }

    /** The matches in a text, one after another. */
    record Search(Matcher match, long end) {

        boolean next() throws ToolFailure {
            if (System.nanoTime() > end) {
                throw tooLarge();
            }
            return match.find();
        }
    }
}

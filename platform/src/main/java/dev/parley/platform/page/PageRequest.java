package dev.parley.platform.page;

import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param limit how many items, 1 to 200
 * @param cursor where to begin, as an earlier page said; null for the first page
 */
public record PageRequest(int limit, @Nullable String cursor) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** Reads the query parameters {@code limit} and {@code cursor}. */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(limit == null ? DEFAULT_LIMIT : parseLimit(limit), cursor);
    }

    private static int parseLimit(String text) {
        if (text.matches("\\d{1,4}")) {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= MAX_LIMIT) {
                return value;
            }
        }
        throw ProblemException.invalid(
                "limit", "out-of-range", "limit must be a whole number from 1 to 200.");
    }
}

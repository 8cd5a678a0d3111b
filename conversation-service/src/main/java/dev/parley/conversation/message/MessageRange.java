package dev.parley.conversation.message;

import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a list shows.
 *
 * @param order from which end
 * @param before only messages with lower numbers
 * @param branch of which branch; the active one if null
 */
record MessageRange(MessageOrder order, long before, @Nullable Integer branch) {

    static MessageRange parse(
            @Nullable String order, @Nullable String before, @Nullable String branch) {
        return new MessageRange(
                MessageOrder.parse(order),
                before == null ? Long.MAX_VALUE : parseSeq(before),
                branch == null ? null : parseBranch(branch));
    }

    /** Whether this is what the cache of recent messages holds. */
    boolean isNewest() {
        return order == MessageOrder.DESC && before == Long.MAX_VALUE && branch == null;
    }

    private static int parseBranch(String text) {
        if (!text.matches("\\d{1,6}")) {
            throw ProblemException.invalid(
                    "branch", "not-a-number", "branch must be the number of a branch, such as 1.");
        }
        return Integer.parseInt(text);
    }

    private static long parseSeq(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw ProblemException.invalid(
                    "before", "not-a-number", "before must be the seq of a message.");
        }
        return Long.parseLong(text);
    }
}

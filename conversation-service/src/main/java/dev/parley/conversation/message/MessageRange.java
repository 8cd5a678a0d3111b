package dev.parley.conversation.message;

import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a list shows.
 *
 * @param order from which end
 * @param before only messages with lower numbers
 */
record MessageRange(MessageOrder order, long before) {

    static MessageRange parse(@Nullable String order, @Nullable String before) {
        return new MessageRange(
                MessageOrder.parse(order), before == null ? Long.MAX_VALUE : parseSeq(before));
    }

    private static long parseSeq(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw ProblemException.invalid(
                    "before", "not-a-number", "before must be the seq of a message.");
        }
        return Long.parseLong(text);
    }
}

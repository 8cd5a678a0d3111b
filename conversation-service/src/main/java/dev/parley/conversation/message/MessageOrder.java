package dev.parley.conversation.message;

import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Which end of a conversation a list begins with. */
enum MessageOrder {
    DESC,
    ASC;

    static MessageOrder parse(@Nullable String text) {
        return switch (text) {
            case null -> DESC;
            case "desc" -> DESC;
            case "asc" -> ASC;
            default ->
                    throw ProblemException.invalid(
                            "order", "not-one-of", "order must be asc or desc.");
        };
    }
}

package dev.parley.conversation.stream;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a reader wants to begin: after an event it has, or now. */
sealed interface StreamStart {

    /** Everything after {@code seq}. */
    record After(long seq) implements StreamStart {}

    /** Only what is appended from now on. */
    record Now() implements StreamStart {}

    /**
     * Reads {@code Last-Event-ID} and {@code after}; the header, which a browser repeats by itself,
     * wins.
     */
    static StreamStart of(@Nullable String lastEventId, @Nullable String after) {
        if (lastEventId != null && !lastEventId.isEmpty()) {
            return new After(parse("Last-Event-ID", lastEventId));
        }
        return after == null ? new Now() : new After(parse("after", after));
    }

    private static long parse(String name, String text) {
        if (!text.matches("\\d{1,18}")) {
            throw invalid(
                    name,
                    name + " must be the id of an event of this conversation, a whole number.");
        }
        return Long.parseLong(text);
    }

    /** A refusal of a starting point. */
    static ProblemException invalid(String name, String message) {
        return new ProblemException(
                PlatformError.INVALID_CURSOR,
                message,
                List.of(new FieldError(name, "invalid-cursor", message)));
    }
}

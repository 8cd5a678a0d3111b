package dev.parley.conversation.openai.run;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import java.util.List;

/** Refuses a value. */
public final class Invalid {

    private Invalid() {}

    /**
     * Names the value and what is expected instead.
     *
     * @param message what it must be, without the full stop
     */
    public static ProblemException value(String pointer, String message) {
        return new ProblemException(
                PlatformError.VALIDATION_FAILED,
                pointer + ' ' + message + '.',
                List.of(new FieldError(pointer, "invalid-value", message)));
    }

    /** A field that this door does not know. */
    public static ProblemException unknown(String pointer) {
        return new ProblemException(
                PlatformError.UNKNOWN_FIELD,
                pointer + " is not known here.",
                List.of(new FieldError(pointer, "unknown-field", "is not known here")));
    }
}

package dev.parley.platform.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a problem. For refusals at the edge; inside a use case an expected outcome is
 * a sealed result.
 */
public final class ProblemException extends RuntimeException {

    private final transient ErrorCode code;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    private ProblemException(
            ErrorCode code,
            String detail,
            List<FieldError> errors,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    /** A refusal with one sentence the caller can act on. */
    public ProblemException(ErrorCode code, String detail) {
        this(code, detail, List.of(), null, null);
    }

    /** A refusal that names what is wrong with which field. */
    public ProblemException(ErrorCode code, String detail, List<FieldError> errors) {
        this(code, detail, errors, null, null);
    }

    /** Nothing here, or nothing that this caller may see; both look the same. */
    public static ProblemException notFound(String what) {
        return new ProblemException(
                PlatformError.NOT_FOUND,
                "There is no such " + what + ", or it is not yours to see.");
    }

    /** It belongs to somebody else, who lets this caller read it only. */
    public static ProblemException notYours(String what) {
        return new ProblemException(
                PlatformError.PERMISSION_DENIED,
                "The "
                        + what
                        + " belongs to another user; only that user or an administrator may change it.");
    }

    /** A refusal of one field; {@code pointer} is a JSON Pointer or the name of a parameter. */
    public static ProblemException invalid(String pointer, String fieldCode, String message) {
        return new ProblemException(
                PlatformError.VALIDATION_FAILED,
                message,
                List.of(new FieldError(pointer, fieldCode, message)));
    }

    /** This can be tried again after {@code retryAfter}. */
    public static ProblemException retryLater(
            ErrorCode code, String detail, Duration retryAfter, @Nullable Throwable cause) {
        return new ProblemException(code, detail, List.of(), retryAfter, cause);
    }

    /** The way to refuse. */
    public ErrorCode code() {
        return code;
    }

    /** When to try again, if that helps. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The body that goes with it. */
    public Problem problem() {
        return Problem.of(code, String.valueOf(getMessage()), errors);
    }
}

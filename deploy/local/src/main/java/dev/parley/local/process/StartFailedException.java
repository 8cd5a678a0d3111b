package dev.parley.local.process;

/**
 * A program did not come up; the message says which, why as far as its log tells, and where the log
 * is.
 */
public final class StartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailedException(String sentence) {
        super(sentence);
    }

    public StartFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

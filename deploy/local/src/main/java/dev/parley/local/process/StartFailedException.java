package dev.parley.local.process;

/**
 * A program did not come up; the message says which, why as far as its log tells, and where the log
 * is.
 */
public final class StartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    public StartFailedException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public StartFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** The message, which is never missing. */
    public String sentence() {
        return sentence;
    }
}

package dev.parley.local.layout;

/**
 * Something on this machine keeps the suite from working. The message is one sentence for the
 * person at the terminal: what is wrong and the way out.
 */
public final class SetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    public SetupException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public SetupException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** The message, which is never missing. */
    public String sentence() {
        return sentence;
    }
}

package dev.parley.local.layout;

/**
 * Something on this machine keeps the suite from working. The message is one sentence for the
 * person at the terminal: what is wrong and the way out.
 */
public final class SetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SetupException(String sentence) {
        super(sentence);
    }

    public SetupException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

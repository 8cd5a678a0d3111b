package dev.parley.conversation.openai.run;

/** The client has left, or reads nothing any more. */
public final class ClientGone extends Exception {

    private static final long serialVersionUID = 1L;

    ClientGone(String message) {
        super(message);
    }

    ClientGone(String message, Throwable cause) {
        super(message, cause);
    }
}

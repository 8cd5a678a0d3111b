package dev.parley.local.model.http;

import java.io.IOException;

/** The client closed its connection while an answer was owed or under way. */
public final class ClientGone extends IOException {

    private static final long serialVersionUID = 1L;

    ClientGone(String message) {
        super(message);
    }

    ClientGone(IOException cause) {
        super("the client closed the connection", cause);
    }
}

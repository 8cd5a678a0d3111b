package dev.parley.local.model.http;

import java.io.IOException;

/** Answers one request; called on a virtual thread of the request's connection. */
@FunctionalInterface
public interface RequestHandler {

    /** Answers through {@code reply}, once; {@link ClientGone} may pass through. */
    void handle(HttpRequest request, HttpReply reply) throws IOException;
}

package dev.parley.tool.openapi;

/** An operation that no tool can be made of; the message says why. */
final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    Unusable(String message) {
        super(message, null, false, false);
    }
}

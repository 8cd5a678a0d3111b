package dev.parley.tool.openapi;

/** A document that no tools can be made of; the message says why. */
final class DocumentRefused extends Exception {

    private static final long serialVersionUID = 1L;

    DocumentRefused(String message) {
        super(message, null, false, false);
    }
}

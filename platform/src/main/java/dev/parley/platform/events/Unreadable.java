package dev.parley.platform.events;

/** A record that no retry will make readable; it goes to the dead-letter topic. */
final class Unreadable extends Exception {

    private final String code;

    Unreadable(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}

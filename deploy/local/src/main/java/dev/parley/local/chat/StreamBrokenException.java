package dev.parley.local.chat;

import java.io.IOException;

/** A stream ended before its run did. */
final class StreamBrokenException extends IOException {

    private static final long serialVersionUID = 1L;

    StreamBrokenException(String message) {
        super(message);
    }
}

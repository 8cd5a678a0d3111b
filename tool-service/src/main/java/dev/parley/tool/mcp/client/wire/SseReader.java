package dev.parley.tool.mcp.client.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads events off a stream (WHATWG HTML, server-sent events), as they come. What the stream may
 * hold in all is bounded by whoever opened it.
 */
final class SseReader {

    private static final int MAX_ID = 1024;
    private static final int MAX_RETRY_DIGITS = 9;

    private final InputStream in;
    private boolean afterReturn;
    private boolean begun;
    private Optional<String> lastId = Optional.empty();

    SseReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next event, or nothing at the end; one that the end cuts off is none. */
    Optional<SseEvent> next() throws IOException {
        StringBuilder data = new StringBuilder();
        String type = "message";
        Optional<Duration> retry = Optional.empty();
        boolean anything = false;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                if (anything) {
                    return Optional.of(new SseEvent(type, text(data), lastId, retry));
                }
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : value(line, colon);
            switch (field) {
                case "data" -> data.append(value).append('\n');
                case "event" -> type = value.isEmpty() ? "message" : value;
                case "id" -> remember(value);
                case "retry" -> retry = delay(value);
                default -> {
                    continue;
                }
            }
            anything = true;
        }
        return Optional.empty();
    }

    private static String value(String line, int colon) {
        boolean spaced = line.startsWith(" ", colon + 1);
        return line.substring(colon + (spaced ? 2 : 1));
    }

    private static String text(StringBuilder data) {
        return data.isEmpty() ? "" : data.substring(0, data.length() - 1);
    }

    /** An id goes back in a header, so one that could not stand there is none. */
    private void remember(String id) {
        boolean usable = id.length() <= MAX_ID && id.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
        if (usable) {
            lastId = id.isEmpty() ? Optional.empty() : Optional.of(id);
        }
    }

    private static Optional<Duration> delay(String millis) {
        return millis.length() <= MAX_RETRY_DIGITS && millis.matches("\\d+")
                ? Optional.of(Duration.ofMillis(Long.parseLong(millis)))
                : Optional.empty();
    }

    /** A line without its end, which is one of three; null at the end of the stream. */
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        while (true) {
            int unit = in.read();
            if (unit == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = unit == '\r';
            if (unit == -1) {
                return null;
            }
            if (unit == '\n' || unit == '\r') {
                return withoutMark(bytes.toString(StandardCharsets.UTF_8));
            }
            bytes.write(unit);
        }
    }

    private String withoutMark(String line) {
        boolean first = !begun;
        begun = true;
        return first && line.startsWith("\uFEFF") ? line.substring(1) : line;
    }
}

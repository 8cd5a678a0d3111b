package dev.parley.local.model.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request, fully read.
 *
 * @param path the path without its query, still percent-encoded
 * @param headers names in lower case; of a repeated header the last value
 */
public record HttpRequest(
        String method, String path, boolean http10, Map<String, String> headers, byte[] body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean wantsClose() {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return connection.contains("close") || (http10 && !connection.contains("keep-alive"));
    }
}

package dev.parley.tool.egress;

import java.nio.charset.StandardCharsets;

/** What a request carries. It is in memory as a whole, so a redirect can carry it again. */
public final class RequestBody {

    private final String contentType;
    private final byte[] content;

    private RequestBody(String contentType, byte[] content) {
        this.contentType = contentType;
        this.content = content;
    }

    /**
     * Bytes of a type.
     *
     * @param contentType visible ASCII, such as {@code application/json}
     * @throws IllegalArgumentException if the type could not stand in a header
     */
    public static RequestBody of(String contentType, byte[] content) {
        if (!contentType.matches("[\\x20-\\x7e]{1,256}")) {
            throw new IllegalArgumentException("A content type is visible ASCII.");
        }
        return new RequestBody(contentType, content.clone());
    }

    /** JSON text. */
    public static RequestBody json(String json) {
        return of("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    String contentType() {
        return contentType;
    }

    byte[] content() {
        return content;
    }

    @Override
    public String toString() {
        return content.length + " bytes of " + contentType;
    }
}

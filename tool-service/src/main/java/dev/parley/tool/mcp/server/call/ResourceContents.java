package dev.parley.tool.mcp.server.call;

import org.jspecify.annotations.Nullable;

/**
 * What a resource holds.
 *
 * @param text if it is text
 * @param blob Base64 if it is not
 */
public record ResourceContents(
        String uri, @Nullable String mimeType, @Nullable String text, @Nullable String blob) {

    /** A text. */
    public static ResourceContents text(String uri, String mimeType, String text) {
        return new ResourceContents(uri, mimeType, text, null);
    }

    /** Anything else, in Base64. */
    public static ResourceContents blob(String uri, String mimeType, String blob) {
        return new ResourceContents(uri, mimeType, null, blob);
    }
}

package dev.parley.tool.mcp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Text in an HTTP header: as it is, or in Base64 between {@code =?base64?} and {@code ?=} where it
 * could not be.
 */
public final class HeaderText {

    private static final String BEGIN = "=?base64?";
    private static final String END = "?=";

    private HeaderText() {}

    /** What a header says; nothing if that cannot be read. */
    public static Optional<String> decode(String header) {
        String value = header.strip();
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c > '~')) {
            return Optional.empty();
        }
        boolean encoded =
                value.length() >= BEGIN.length() + END.length()
                        && value.startsWith(BEGIN)
                        && value.endsWith(END);
        return encoded
                ? base64(value.substring(BEGIN.length(), value.length() - END.length()))
                : Optional.of(value);
    }

    /** How a text stands in a header so that it is read as it was. */
    public static String encode(String text) {
        boolean plain =
                !text.isEmpty()
                        && text.equals(text.strip())
                        && !(text.startsWith(BEGIN) && text.endsWith(END))
                        && text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'));
        return plain
                ? text
                : BEGIN
                        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                        + END;
    }

    private static Optional<String> base64(String encoded) {
        // Java's decoder does without the padding that belongs there.
        if (encoded.length() % 4 != 0) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

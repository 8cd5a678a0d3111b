package dev.parley.tool.egress.body;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a body is said to be.
 *
 * @param mediaType in lower case and without parameters; {@code application/octet-stream} if
 *     nothing was said
 * @param charset the one named, if there is such a one
 */
public record ContentType(String mediaType, Optional<Charset> charset) {

    private static final String UNKNOWN = "application/octet-stream";
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]{1,40})", Pattern.CASE_INSENSITIVE);

    /** Reads the header's value, however odd. */
    public static ContentType parse(@Nullable String value) {
        if (value == null) {
            return new ContentType(UNKNOWN, Optional.empty());
        }
        int end = value.indexOf(';');
        String mediaType = (end == -1 ? value : value.substring(0, end)).strip();
        Matcher named = CHARSET.matcher(value);
        return new ContentType(
                mediaType.isEmpty() ? UNKNOWN : mediaType.toLowerCase(Locale.ROOT),
                named.find() ? known(named.group(1)) : Optional.empty());
    }

    private static Optional<Charset> known(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** Whether the body is JSON (RFC 8259, RFC 6839). */
    public boolean isJson() {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    /** Whether the body is a web page. */
    public boolean isHtml() {
        return mediaType.equals("text/html") || mediaType.equals("application/xhtml+xml");
    }

    /** Whether the body is text that can be shown as it is. */
    public boolean isText() {
        return mediaType.startsWith("text/")
                || isJson()
                || mediaType.equals("application/xml")
                || mediaType.endsWith("+xml")
                || mediaType.equals("application/javascript")
                || mediaType.equals("application/yaml");
    }

    /**
     * A body as text: by its byte order mark, else by the charset it names, else as UTF-8. What is
     * wrong in it becomes the replacement character.
     */
    public String decode(byte[] body) {
        if (begins(body, 0xEF, 0xBB, 0xBF)) {
            return new String(body, 3, body.length - 3, StandardCharsets.UTF_8);
        }
        if (begins(body, 0xFE, 0xFF)) {
            return new String(body, 2, body.length - 2, StandardCharsets.UTF_16BE);
        }
        if (begins(body, 0xFF, 0xFE)) {
            return new String(body, 2, body.length - 2, StandardCharsets.UTF_16LE);
        }
        return new String(body, charset.orElse(StandardCharsets.UTF_8));
    }

    private static boolean begins(byte[] body, int... mark) {
        if (body.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((body[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}

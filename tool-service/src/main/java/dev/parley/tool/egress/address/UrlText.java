package dev.parley.tool.egress.address;

import java.nio.charset.StandardCharsets;

/** Text as a part of a URL (RFC 3986): everything but unreserved characters is percent-encoded. */
public final class UrlText {

    private static final String HEX = "0123456789ABCDEF";

    private UrlText() {}

    /**
     * One segment of a path.
     *
     * @throws IllegalArgumentException if it is empty or only dots, which would name another place
     */
    public static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("must not be empty, . or ..");
        }
        return encode(text);
    }

    /** A name or a value within a query. */
    public static String query(String text) {
        return encode(text);
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(unit)) {
                encoded.append((char) unit);
            } else {
                encoded.append('%')
                        .append(HEX.charAt((unit >> 4) & 0xF))
                        .append(HEX.charAt(unit & 0xF));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte unit) {
        return (unit >= 'a' && unit <= 'z')
                || (unit >= 'A' && unit <= 'Z')
                || (unit >= '0' && unit <= '9')
                || unit == '-'
                || unit == '.'
                || unit == '_'
                || unit == '~';
    }
}

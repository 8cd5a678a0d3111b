package dev.parley.platform.json;

import java.util.Optional;

/**
 * Which text Parley stores, wherever it comes from: any Unicode but NUL, which Postgres cannot
 * hold, and lone surrogates, which no UTF-8 can. Both can hide in JSON escapes, so the raw document
 * is looked at as well.
 */
public final class TextPolicy {

    private TextPolicy() {}

    /** Text holds what cannot be stored. */
    public static final class Violation extends Exception {

        Violation(String message) {
            super(message);
        }
    }

    /**
     * Checks plain text or a raw JSON document; throws if it holds a NUL or a lone surrogate,
     * escaped or not.
     */
    public static void check(String text) throws Violation {
        Optional<String> fault = findFault(text).or(() -> findEscapedFault(text));
        if (fault.isPresent()) {
            throw new Violation(fault.get());
        }
    }

    /** What is wrong with a value that was already unescaped, if anything. */
    public static Optional<String> findFault(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                return Optional.of("must not contain the NUL character");
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Optional.of("must not contain a lone surrogate");
            }
        }
        return Optional.empty();
    }

    /**
     * The same text without what cannot be stored; for text that a model wrote, which nobody can be
     * asked to mend.
     */
    public static String sanitise(String text) {
        if (findFault(text).isEmpty()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static Optional<String> findEscapedFault(String json) {
        int at = json.indexOf("\\u");
        while (at >= 0) {
            if (!isEscapedBackslash(json, at)) {
                int unit = hex(json, at + 2);
                if (unit == 0) {
                    return Optional.of("must not contain the NUL character");
                }
                if (Character.isLowSurrogate((char) unit)) {
                    return Optional.of("must not contain a lone surrogate");
                }
                if (Character.isHighSurrogate((char) unit)) {
                    if (!json.startsWith("\\u", at + 6)
                            || !Character.isLowSurrogate((char) hex(json, at + 8))) {
                        return Optional.of("must not contain a lone surrogate");
                    }
                    at += 6;
                }
            }
            at = json.indexOf("\\u", at + 2);
        }
        return Optional.empty();
    }

    private static boolean isEscapedBackslash(String json, int at) {
        int backslashes = 0;
        for (int i = at - 1; i >= 0 && json.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    /** Four hex digits, or a harmless letter where there are none: the parser will refuse them. */
    private static int hex(String json, int from) {
        if (from + 4 > json.length()) {
            return 'x';
        }
        try {
            return Integer.parseUnsignedInt(json, from, from + 4, 16);
        } catch (NumberFormatException notHex) {
            return 'x';
        }
    }
}

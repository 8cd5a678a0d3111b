package dev.parley.contracts.id;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The one text form of all ids: {@code prefix_} and 32 lower-case hex digits, nothing else. */
final class PrefixedId {

    private static final int HEX_DIGITS = 32;

    private PrefixedId() {}

    static String format(String prefix, UUID value) {
        String hex = value.toString();
        return prefix
                + '_'
                + hex.substring(0, 8)
                + hex.substring(9, 13)
                + hex.substring(14, 18)
                + hex.substring(19, 23)
                + hex.substring(24);
    }

    static <T> Optional<T> find(String prefix, String text, Function<UUID, T> type) {
        int start = prefix.length() + 1;
        if (text.length() != start + HEX_DIGITS
                || !text.startsWith(prefix)
                || text.charAt(start - 1) != '_') {
            return Optional.empty();
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return Optional.empty();
            }
        }
        long high = Long.parseUnsignedLong(text, start, start + 16, 16);
        long low = Long.parseUnsignedLong(text, start + 16, start + HEX_DIGITS, 16);
        return Optional.of(type.apply(new UUID(high, low)));
    }

    static <T> T parse(String prefix, String text, Function<UUID, T> type) {
        return find(prefix, text, type)
                .orElseThrow(() ->
                        new IllegalArgumentException("not an id of the form " + prefix + "_…"));
    }
}

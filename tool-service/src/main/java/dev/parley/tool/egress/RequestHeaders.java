package dev.parley.tool.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The headers that a caller adds to a request. What frames a message or names its receiver cannot
 * be among them, and no value can end its line; a secret one is sent to the first origin only.
 */
public final class RequestHeaders {

    /** No headers. */
    public static final RequestHeaders NONE = new RequestHeaders(List.of());

    private static final int MAX_FIELDS = 64;
    private static final int MAX_VALUE = 8192;
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

    private static final Set<String> RESERVED =
            Set.of(
                    "accept-encoding",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-type",
                    "expect",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private static final Set<String> ALWAYS_SECRET = Set.of("authorization", "cookie");

    private final List<Field> fields;

    private RequestHeaders(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** One header; a secret value shows nowhere but on the wire. */
    record Field(String name, String value, boolean secret) {

        @Override
        public String toString() {
            return name + ": …";
        }
    }

    /**
     * With one more header, or with another value for it.
     *
     * @throws IllegalArgumentException if it may not be set or is malformed; the message names the
     *     header but not its value
     */
    public RequestHeaders with(String name, String value) {
        return and(name, value, false);
    }

    /** With one more header that goes to no other origin than that of the request. */
    public RequestHeaders withSecret(String name, String value) {
        return and(name, value, true);
    }

    private RequestHeaders and(String name, String value, boolean secret) {
        String key = name.toLowerCase(Locale.ROOT);
        requireAllowed(name, key, value);
        List<Field> changed = new ArrayList<>(fields);
        changed.removeIf(field -> field.name().equalsIgnoreCase(name));
        changed.add(new Field(name, value.strip(), secret || ALWAYS_SECRET.contains(key)));
        if (changed.size() > MAX_FIELDS) {
            throw new IllegalArgumentException("A request has at most 64 headers of its own.");
        }
        return new RequestHeaders(changed);
    }

    private static void requireAllowed(String name, String key, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name of a header has 1 to 128 letters, digits, or marks such as hyphens.");
        }
        if (RESERVED.contains(key) || key.startsWith("proxy-")) {
            throw new IllegalArgumentException(
                    "The header " + name + " is set by Parley itself; leave it out.");
        }
        if (value.length() > MAX_VALUE || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "The value of the header "
                            + name
                            + " must be at most 8192 visible ASCII characters, spaces or tabs.");
        }
    }

    RequestHeaders withoutSecrets() {
        return new RequestHeaders(fields.stream().filter(field -> !field.secret()).toList());
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    List<Field> fields() {
        return fields;
    }

    /** The names only. */
    @Override
    public String toString() {
        return fields.toString();
    }
}

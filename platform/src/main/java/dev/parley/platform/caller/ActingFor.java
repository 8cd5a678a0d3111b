package dev.parley.platform.caller;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * On whose behalf a service calls another. Travels in the header {@link #HEADER} beside the
 * service's own token and counts only there.
 *
 * @param tenant whose data is meant
 * @param user the acting user
 */
public record ActingFor(String tenant, String user) {

    /** The header's name; its value is {@code <tenant>/<user>}, the user percent-encoded. */
    public static final String HEADER = "Parley-On-Behalf-Of";

    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final int MAX_USER = 255;

    /** What the header says. */
    public String headerValue() {
        return tenant + '/' + URLEncoder.encode(user, StandardCharsets.UTF_8);
    }

    static Optional<ActingFor> parse(String headerValue) {
        int slash = headerValue.indexOf('/');
        if (slash < 1) {
            return Optional.empty();
        }
        try {
            String user =
                    URLDecoder.decode(headerValue.substring(slash + 1), StandardCharsets.UTF_8);
            return of(headerValue.substring(0, slash), user);
        } catch (IllegalArgumentException malformedEncoding) {
            return Optional.empty();
        }
    }

    static Optional<ActingFor> of(String tenant, String user) {
        boolean valid =
                TENANT.matcher(tenant).matches()
                        && !user.isBlank()
                        && user.length() <= MAX_USER
                        && user.chars().noneMatch(Character::isISOControl);
        return valid ? Optional.of(new ActingFor(tenant, user)) : Optional.empty();
    }
}

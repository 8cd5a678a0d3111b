package dev.parley.platform.caller;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * On whose behalf a service calls another. Travels in the header {@link #HEADER} beside the
 * service's own token and counts only there.
 *
 * @param tenant whose data is meant
 * @param user the acting user
 * @param roles what the user's own token granted, in order; what the call may do depends on the
 *     service's token, but some things are for users of certain roles only
 */
public record ActingFor(String tenant, String user, Set<String> roles) {

    /**
     * The header's name; its value is {@code <tenant>/<user>/<roles>}, the user percent-encoded,
     * the roles with commas between them. Without roles the last slash may be missing.
     */
    public static final String HEADER = "Parley-On-Behalf-Of";

    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
    private static final int MAX_USER = 255;
    private static final int MAX_ROLES = 32;

    public ActingFor {
        roles = Set.copyOf(carried(roles));
    }

    /** A user whose roles do not matter to what is asked. */
    public ActingFor(String tenant, String user) {
        this(tenant, user, Set.of());
    }

    /**
     * The roles that can be handed on: the first 32 of those whose names are of up to 64 letters,
     * digits, {@code _ . :} and {@code -}. Who has others or more can do less, never more.
     */
    public static Set<String> carried(Collection<String> roles) {
        return roles.stream()
                .filter(role -> ROLE.matcher(role).matches())
                .sorted()
                .limit(MAX_ROLES)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the header says. */
    public String headerValue() {
        String named = tenant + '/' + URLEncoder.encode(user, StandardCharsets.UTF_8);
        return roles.isEmpty() ? named : named + '/' + String.join(",", carried(roles));
    }

    static Optional<ActingFor> parse(String headerValue) {
        String[] parts = headerValue.split("/", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        try {
            String user = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            Set<String> roles = parts.length < 3 ? Set.of() : Set.of(parts[2].split(",", -1));
            return of(parts[0], user, roles);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static Optional<ActingFor> of(String tenant, String user, Set<String> roles) {
        boolean valid =
                TENANT.matcher(tenant).matches()
                        && !user.isBlank()
                        && user.length() <= MAX_USER
                        && user.chars().noneMatch(Character::isISOControl);
        return valid ? Optional.of(new ActingFor(tenant, user, roles)) : Optional.empty();
    }
}

package dev.parley.tool.mcp.client.access;

import dev.parley.tool.egress.AnswerHead;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server wants of a client that it refused with 401 or 403 (RFC 6750, RFC 9728).
 *
 * @param resourceMetadata where it says who issues its tokens; an address that somebody else named
 * @param scopes what a token must allow, if it says so
 * @param insufficientScope whether the token was good, but not for this
 */
public record Challenge(
        int status,
        Optional<String> resourceMetadata,
        List<String> scopes,
        boolean insufficientScope) {

    /**
     * A scheme, or a parameter with its value, quoted or not. Nothing is tried twice in it, however
     * long it is.
     */
    private static final Pattern PIECE =
            Pattern.compile(
                    "\\G[\\s,]*+([!#$%&'*+.^_`|~0-9A-Za-z-]++)(?:\\s*+=\\s*+(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s,\"]*+)))?+");

    private static final int MAX_SCOPES = 64;

    /** Reads the head of a refusal, however odd. Other schemes than Bearer are passed over. */
    public static Challenge of(AnswerHead head) {
        Map<String, String> parameters = new HashMap<>();
        head.headers().all("WWW-Authenticate").forEach(value -> read(value, parameters));
        return new Challenge(
                head.status(),
                Optional.ofNullable(parameters.get("resource_metadata")),
                scopes(parameters.getOrDefault("scope", "")),
                "insufficient_scope".equals(parameters.get("error")));
    }

    private static void read(String header, Map<String, String> parameters) {
        Matcher piece = PIECE.matcher(header);
        boolean bearer = false;
        while (piece.find()) {
            String name = piece.group(1).toLowerCase(Locale.ROOT);
            String value = piece.group(2) == null ? piece.group(3) : unescaped(piece.group(2));
            if (value == null) {
                bearer = name.equals("bearer");
            } else if (bearer) {
                parameters.putIfAbsent(name, value);
            }
        }
    }

    private static String unescaped(String quoted) {
        return quoted.replaceAll("\\\\(.)", "$1");
    }

    private static List<String> scopes(String text) {
        return Stream.of(text.split("\\s+"))
                .filter(scope -> !scope.isEmpty())
                .distinct()
                .limit(MAX_SCOPES)
                .toList();
    }
}

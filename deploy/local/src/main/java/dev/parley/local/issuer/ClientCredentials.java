package dev.parley.local.issuer;

import dev.parley.local.layout.Secrets;
import dev.parley.local.layout.ServiceName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a token request comes from one of our services (RFC 6749, sections 2.3.1 and
 * 4.4).
 */
final class ClientCredentials {

    private static final String BASIC = "Basic ";

    private final Secrets secrets;

    ClientCredentials(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What becomes of a token request. */
    sealed interface Decision {
        record Granted(ServiceName service) implements Decision {}

        record Refused(int status, String error, String description) implements Decision {}
    }

    Decision decide(@Nullable String authorization, String form) {
        Map<String, String> fields;
        Optional<Credentials> given;
        try {
            fields = parse(form);
            given = given(authorization, fields);
        } catch (IllegalArgumentException malformed) {
            return new Decision.Refused(400, "invalid_request", "The request cannot be read.");
        }
        Optional<ServiceName> client = given.flatMap(this::authenticated);
        if (client.isEmpty()) {
            return new Decision.Refused(401, "invalid_client", "Unknown client or wrong secret.");
        }
        if (!"client_credentials".equals(fields.get("grant_type"))) {
            return new Decision.Refused(
                    400, "unsupported_grant_type", "Only client_credentials is supported.");
        }
        return new Decision.Granted(client.get());
    }

    private record Credentials(String client, String secret) {}

    private Optional<ServiceName> authenticated(Credentials given) {
        return Arrays.stream(ServiceName.values())
                .filter(service -> service.artifact().equals(given.client()))
                .filter(service -> same(secrets.clientSecret(service), given.secret()))
                .findFirst();
    }

    private static Optional<Credentials> given(
            @Nullable String authorization, Map<String, String> fields) {
        if (authorization != null && authorization.startsWith(BASIC)) {
            String pair = utf8(Base64.getDecoder().decode(authorization.substring(BASIC.length())));
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Credentials(
                                    decode(pair.substring(0, colon)),
                                    decode(pair.substring(colon + 1))));
        }
        String client = fields.get("client_id");
        String secret = fields.get("client_secret");
        return client == null || secret == null
                ? Optional.empty()
                : Optional.of(new Credentials(client, secret));
    }

    private static Map<String, String> parse(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.parley.local.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.layout.SetupException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signs the tokens that the services of this suite accept. */
public final class TokenMinter {

    /** Whom every token of this suite is meant for. */
    public static final String AUDIENCE = "parley";

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SigningKey key;
    private final String issuer;
    private final Clock clock;

    TokenMinter(SigningKey key, String issuer, Clock clock) {
        this.key = key;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * A person's token.
     *
     * @param groups the roles: admin, operator, designer, user, auditor
     * @param lifetime how long it is valid from now on; negative for one that has expired already
     */
    public record UserToken(String user, String tenant, List<String> groups, Duration lifetime) {

        public UserToken {
            groups = List.copyOf(groups);
        }
    }

    /** Signs with the key of a suite that was started before, whether or not it runs now. */
    public static TokenMinter open(DataFolder folder, Ports ports) {
        if (!Files.exists(folder.issuerKey())) {
            throw new SetupException(
                    "No suite was ever started in %s, so there is no key to sign with: start one with `./parley up`."
                            .formatted(folder.root()));
        }
        return new TokenMinter(SigningKey.read(folder), ports.issuerUrl(), Clock.systemUTC());
    }

    public String mint(UserToken wanted) {
        Map<String, Object> claims = claims(wanted.user(), wanted.lifetime());
        claims.put("tenant", wanted.tenant());
        claims.put("groups", wanted.groups());
        return sign(claims);
    }

    /** The token with which one service calls another. */
    public String mintFor(ServiceName service, Duration lifetime) {
        Map<String, Object> claims = claims("service-account-" + service.artifact(), lifetime);
        claims.put("azp", service.artifact());
        claims.put("groups", List.of("service"));
        return sign(claims);
    }

    /**
     * Signs any claims, for tests of what the services refuse; adds nothing to them.
     *
     * @param claims values that Jackson can write
     */
    public String sign(Map<String, Object> claims) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "RS256");
        header.put("typ", "JWT");
        header.put("kid", key.id());
        String content = encode(header) + "." + encode(claims);
        byte[] signature = key.sign(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + URL.encodeToString(signature);
    }

    private Map<String, Object> claims(String subject, Duration lifetime) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", AUDIENCE);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    private static String encode(Map<String, Object> part) {
        try {
            return URL.encodeToString(JSON.writeValueAsBytes(part));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON", e);
        }
    }
}

package dev.parley.system.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.issuer.TokenMinter;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that must not open anything, by the names that the table uses. */
public final class BadTokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final long HOUR = 3600;

    private final TokenMinter minter;
    private final String issuer;
    private final String tenant;

    public BadTokens(TokenMinter minter, String issuer, String tenant) {
        this.minter = minter;
        this.issuer = issuer;
        this.tenant = tenant;
    }

    public Map<String, String> all() {
        long now = Instant.now().getEpochSecond();
        Map<String, String> tokens = new HashMap<>();
        tokens.put("token.expired", changed("exp", now - HOUR));
        tokens.put("token.early", changed("nbf", now + HOUR));
        tokens.put("token.issuer", changed("iss", "https://evil.example"));
        tokens.put("token.audience", changed("aud", "another"));
        tokens.put("token.forever", without("exp"));
        tokens.put("token.no-tenant", without("tenant"));
        tokens.put("token.star", changed("tenant", "*"));
        tokens.put("token.tenants", changed("tenant", List.of(tenant, "other")));
        tokens.put("token.no-roles", changed("groups", List.of()));
        tokens.put("token.wizard", changed("groups", List.of("wizard")));
        tokens.put("token.service", changed("groups", List.of("service")));
        tokens.put("token.many", changed("groups", manyRoles()));
        tokens.put("token.none", assemble(Map.of("alg", "none"), claims(), ""));
        tokens.put("token.unsigned", withSignature(""));
        tokens.put("token.forged", forged());
        tokens.put("token.hs256", signedWithThePublicKey());
        return tokens;
    }

    private static List<String> manyRoles() {
        return IntStream.range(0, 1000).mapToObj(i -> "role" + i).toList();
    }

    private Map<String, Object> claims() {
        long now = Instant.now().getEpochSecond();
        return new HashMap<>(
                Map.of(
                        "iss",
                        issuer,
                        "sub",
                        "ada",
                        "aud",
                        "parley",
                        "iat",
                        now,
                        "exp",
                        now + HOUR,
                        "tenant",
                        tenant,
                        "groups",
                        List.of("admin")));
    }

    private String changed(String claim, Object value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);
        return minter.sign(claims);
    }

    private String without(String claim) {
        Map<String, Object> claims = claims();
        claims.remove(claim);
        return minter.sign(claims);
    }

    private String withSignature(String signature) {
        String valid = minter.sign(claims());
        return valid.substring(0, valid.lastIndexOf('.') + 1) + signature;
    }

    private String forged() {
        String[] valid = minter.sign(claims()).split("\\.");
        Map<String, Object> claims = claims();
        claims.put("sub", "eve");
        return valid[0] + '.' + encode(claims) + '.' + valid[2];
    }

    /** The classic confusion: the verifier's public key taken for a shared secret. */
    private String signedWithThePublicKey() {
        try {
            JsonNode jwk = publicKey();
            byte[] secret =
                    KeyFactory.getInstance("RSA")
                            .generatePublic(
                                    new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")))
                            .getEncoded();
            String header = encode(Map.of("alg", "HS256", "kid", jwk.path("kid").asText()));
            String content = header + '.' + encode(claims());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
            return content + '.' + URL.encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot sign with HS256", e);
        }
    }

    private JsonNode publicKey() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/jwks")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body()).at("/keys/0");
        } catch (IOException e) {
            throw new IllegalStateException("The issuer does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static BigInteger number(JsonNode jwk, String field) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(field).asText()));
    }

    private static String assemble(Map<String, ?> header, Map<String, ?> claims, String signature) {
        return encode(header) + '.' + encode(claims) + '.' + signature;
    }

    private static String encode(Map<String, ?> part) {
        try {
            return URL.encodeToString(JSON.writeValueAsBytes(part));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON", e);
        }
    }
}

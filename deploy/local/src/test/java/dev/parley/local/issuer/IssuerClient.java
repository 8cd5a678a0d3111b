package dev.parley.local.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** What services and readers of tokens ask of an issuer. */
final class IssuerClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Decoder URL = Base64.getUrlDecoder();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI issuer;

    IssuerClient(String issuer) {
        this.issuer = URI.create(issuer);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(issuer.resolve(path)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    HttpResponse<String> post(String form, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(issuer.resolve("/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    static String basic(String client, String secret) {
        String pair = client + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the key that the issuer publishes signed this token. */
    boolean verifies(String token) throws Exception {
        JsonNode key = get("/jwks").get("keys").get(0);
        String[] parts = token.split("\\.");
        assertEquals(key.get("kid"), JSON.readTree(URL.decode(parts[0])).get("kid"));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new RSAPublicKeySpec(
                                        new BigInteger(1, URL.decode(key.get("n").asText())),
                                        new BigInteger(1, URL.decode(key.get("e").asText())))));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(URL.decode(parts[2]));
    }

    static JsonNode claims(String token) throws IOException {
        return JSON.readTree(URL.decode(token.split("\\.")[1]));
    }

    @Override
    public void close() {
        http.close();
    }
}

package dev.parley.local.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.issuer.TokenMinter.UserToken;
import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.Secrets;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.layout.SetupException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIssuerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Decoder URL = Base64.getUrlDecoder();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Ports ports = Ports.free();
    @TempDir Path folder;
    private LocalIssuer issuer;

    @BeforeEach
    void start() {
        issuer = LocalIssuer.start(folder, ports);
    }

    @AfterEach
    void stop() {
        issuer.close();
        http.close();
    }

    @Test
    void discoveryNamesTheIssuerItself() throws Exception {
        JsonNode discovery = get("/.well-known/openid-configuration");

        assertEquals(ports.issuerUrl(), discovery.get("issuer").asText());
        assertEquals(ports.issuerUrl() + "/jwks", discovery.get("jwks_uri").asText());
        assertEquals(ports.issuerUrl() + "/token", discovery.get("token_endpoint").asText());
    }

    @Test
    void aPersonsTokenVerifiesWithThePublishedKeys() throws Exception {
        String token =
                issuer.tokens()
                        .mint(
                                new UserToken(
                                        "ada",
                                        "acme",
                                        List.of("admin", "user"),
                                        Duration.ofHours(1)));

        assertTrue(verifies(token));
        JsonNode claims = claims(token);
        assertEquals(ports.issuerUrl(), claims.get("iss").asText());
        assertEquals("ada", claims.get("sub").asText());
        assertEquals("parley", claims.get("aud").asText());
        assertEquals("acme", claims.get("tenant").asText());
        assertEquals("[\"admin\",\"user\"]", claims.get("groups").toString());
        assertEquals(3600, claims.get("exp").asLong() - claims.get("iat").asLong());
        assertFalse(claims.get("jti").asText().isBlank());
    }

    @Test
    void aChangedTokenDoesNotVerify() throws Exception {
        String token =
                issuer.tokens()
                        .mint(new UserToken("ada", "acme", List.of("user"), Duration.ofHours(1)));
        String[] parts = token.split("\\.");
        String forged =
                new String(URL.decode(parts[1]), StandardCharsets.UTF_8).replace("acme", "evil");

        String changed =
                String.join(
                        ".",
                        parts[0],
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(forged.getBytes(StandardCharsets.UTF_8)),
                        parts[2]);

        assertFalse(verifies(changed));
    }

    @Test
    void aTokenMintedBesideTheIssuerVerifiesToo() throws Exception {
        TokenMinter beside = TokenMinter.open(new DataFolder(folder), ports);

        assertTrue(
                verifies(
                        beside.mint(new UserToken("bob", "acme", List.of(), Duration.ofHours(1)))));
    }

    @Test
    void aServiceGetsATokenForItsSecretInTheHeader() throws Exception {
        HttpResponse<String> answer =
                post(
                        "grant_type=client_credentials",
                        basic("agent-service", secret(ServiceName.AGENT)));

        JsonNode claims = claims(JSON.readTree(answer.body()).get("access_token").asText());
        assertEquals(200, answer.statusCode());
        assertEquals("service-account-agent-service", claims.get("sub").asText());
        assertEquals("agent-service", claims.get("azp").asText());
        assertEquals("[\"service\"]", claims.get("groups").toString());
        assertFalse(claims.has("tenant"));
    }

    @Test
    void aServiceGetsATokenForItsSecretInTheBody() throws Exception {
        HttpResponse<String> answer =
                post(
                        "grant_type=client_credentials&client_id=tool-service&client_secret="
                                + secret(ServiceName.TOOL),
                        "");

        assertEquals(200, answer.statusCode());
    }

    @Test
    void refusesTheSecretOfAnotherService() throws Exception {
        HttpResponse<String> answer =
                post(
                        "grant_type=client_credentials",
                        basic("agent-service", secret(ServiceName.TOOL)));

        assertEquals(401, answer.statusCode());
        assertEquals("invalid_client", JSON.readTree(answer.body()).get("error").asText());
    }

    @Test
    void refusesAnotherGrant() throws Exception {
        HttpResponse<String> answer =
                post("grant_type=password", basic("agent-service", secret(ServiceName.AGENT)));

        assertEquals(400, answer.statusCode());
        assertEquals("unsupported_grant_type", JSON.readTree(answer.body()).get("error").asText());
    }

    @Test
    void refusesAHeaderThatIsNotBase64() throws Exception {
        assertEquals(400, post("grant_type=client_credentials", "Basic %%%").statusCode());
    }

    @Test
    void theKeyIsPrivateAndSurvivesARestart() throws Exception {
        String before = get("/jwks").toString();

        issuer.close();
        issuer = LocalIssuer.start(folder, ports);

        assertEquals(before, get("/jwks").toString());
        for (String file : List.of("issuer-key.pem", "secrets.properties")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve(file))));
        }
    }

    @Test
    void aDamagedKeyIsNamedWithTheWayOut() throws Exception {
        Files.writeString(folder.resolve("issuer-key.pem"), "garbage!");

        SetupException refused =
                assertThrows(
                        SetupException.class,
                        () -> TokenMinter.open(new DataFolder(folder), ports));

        assertTrue(refused.sentence().contains("delete it"), refused.sentence());
    }

    @Test
    void withoutASuiteThereIsNoToken(@TempDir Path empty) {
        SetupException refused =
                assertThrows(
                        SetupException.class, () -> TokenMinter.open(new DataFolder(empty), ports));

        assertTrue(refused.sentence().contains("./parley up"), refused.sentence());
    }

    private String secret(ServiceName service) {
        return Secrets.open(new DataFolder(folder)).clientSecret(service);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer.url() + path)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private HttpResponse<String> post(String form, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String client, String secret) {
        String pair = client + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private boolean verifies(String token) throws Exception {
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

    private static JsonNode claims(String token) throws IOException {
        return JSON.readTree(URL.decode(token.split("\\.")[1]));
    }
}

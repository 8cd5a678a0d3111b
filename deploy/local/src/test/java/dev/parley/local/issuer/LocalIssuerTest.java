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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    private final Ports ports = Ports.free();
    @TempDir Path folder;
    private LocalIssuer issuer;
    private IssuerClient client;

    @BeforeEach
    void start() {
        issuer = LocalIssuer.start(folder, ports);
        client = new IssuerClient(issuer.url());
    }

    @AfterEach
    void stop() {
        issuer.close();
        client.close();
    }

    @Test
    void discoveryNamesTheIssuerItself() throws Exception {
        JsonNode discovery = client.get("/.well-known/openid-configuration");

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

        assertTrue(client.verifies(token));
        JsonNode claims = IssuerClient.claims(token);
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

        assertFalse(client.verifies(changed));
    }

    @Test
    void aTokenMintedBesideTheIssuerVerifiesToo() throws Exception {
        TokenMinter beside = TokenMinter.open(new DataFolder(folder), ports);

        assertTrue(
                client.verifies(
                        beside.mint(new UserToken("bob", "acme", List.of(), Duration.ofHours(1)))));
    }

    @Test
    void aServiceGetsATokenForItsSecretInTheHeader() throws Exception {
        HttpResponse<String> answer =
                client.post(
                        "grant_type=client_credentials",
                        IssuerClient.basic("agent-service", secret(ServiceName.AGENT)));

        JsonNode claims =
                IssuerClient.claims(JSON.readTree(answer.body()).get("access_token").asText());
        assertEquals(200, answer.statusCode());
        assertEquals("service-account-agent-service", claims.get("sub").asText());
        assertEquals("agent-service", claims.get("azp").asText());
        assertEquals("[\"service\"]", claims.get("groups").toString());
        assertFalse(claims.has("tenant"));
    }

    @Test
    void aServiceGetsATokenForItsSecretInTheBody() throws Exception {
        HttpResponse<String> answer =
                client.post(
                        "grant_type=client_credentials&client_id=tool-service&client_secret="
                                + secret(ServiceName.TOOL),
                        "");

        assertEquals(200, answer.statusCode());
    }

    @Test
    void refusesTheSecretOfAnotherService() throws Exception {
        HttpResponse<String> answer =
                client.post(
                        "grant_type=client_credentials",
                        IssuerClient.basic("agent-service", secret(ServiceName.TOOL)));

        assertEquals(401, answer.statusCode());
        assertEquals("invalid_client", JSON.readTree(answer.body()).get("error").asText());
    }

    @Test
    void refusesAnotherGrant() throws Exception {
        HttpResponse<String> answer =
                client.post(
                        "grant_type=password",
                        IssuerClient.basic("agent-service", secret(ServiceName.AGENT)));

        assertEquals(400, answer.statusCode());
        assertEquals("unsupported_grant_type", JSON.readTree(answer.body()).get("error").asText());
    }

    @Test
    void refusesAHeaderThatIsNotBase64() throws Exception {
        assertEquals(400, client.post("grant_type=client_credentials", "Basic %%%").statusCode());
    }

    @Test
    void theKeyIsPrivateAndSurvivesARestart() throws Exception {
        String before = client.get("/jwks").toString();

        issuer.close();
        issuer = LocalIssuer.start(folder, ports);

        assertEquals(before, client.get("/jwks").toString());
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
}

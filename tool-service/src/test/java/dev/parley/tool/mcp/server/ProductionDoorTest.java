package dev.parley.tool.mcp.server;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.refused;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A service that all the world can reach, set up for one name, one page and one audience. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@TestProfile(ProductionDoorTest.Production.class)
class ProductionDoorTest {

    private static final String ENDPOINT = "https://parley.example.com/mcp";

    public static class Production implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.host", "0.0.0.0",
                    "parley.mcp.public-url", ENDPOINT,
                    "parley.mcp.audience", ENDPOINT,
                    "parley.mcp.allowed-hosts", "mcp.internal, tools.internal",
                    "parley.mcp.allowed-origins", "https://inspector.example.com");
        }
    }

    @Test
    void takesTokensThatAreMeantForIt() {
        McpRequests.of("tools/list")
                .send(with(List.of("parley", ENDPOINT)))
                .then()
                .statusCode(200)
                .body("result.tools.name", hasItems("calculator", "clock"));
        refused(McpRequests.of("tools/list").send(with(List.of("parley"))), 401, "unauthenticated")
                .header(
                        "WWW-Authenticate",
                        equalTo(
                                "Bearer resource_metadata=\"https://parley.example.com/.well-known/oauth-protected-resource/mcp\""));
        refused(McpRequests.of("tools/list").send(with(List.of(ENDPOINT))), 401, "unauthenticated");
    }

    @Test
    void servesUnderItsOwnNamesOnly() {
        McpRequests.of("tools/list")
                .send(with(List.of("parley", ENDPOINT), "tools.internal:8083"))
                .then()
                .statusCode(200);
        refused(
                McpRequests.of("tools/list")
                        .send(as("ada", "t", "user").header("Host", "localhost")),
                403,
                "permission-denied");
    }

    @Test
    void keepsPagesOutThatItDoesNotKnow() {
        for (String page : List.of("https://evil.example", "http://localhost", ENDPOINT)) {
            refused(
                            McpRequests.of("tools/list")
                                    .send(with(List.of("parley", ENDPOINT)).header("Origin", page)),
                            403,
                            "permission-denied")
                    .body("detail", startsWith("Scripts of this page"));
        }
        McpRequests.of("tools/list")
                .send(
                        with(List.of("parley", ENDPOINT))
                                .header("Origin", "https://inspector.example.com"))
                .then()
                .statusCode(200);
    }

    private static RequestSpecification with(List<String> audiences) {
        return with(audiences, "parley.example.com");
    }

    /** A token with audiences of the test's choice, for a server of this name. */
    private static RequestSpecification with(List<String> audiences, String host) {
        Instant now = Instant.now();
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", issuer());
        claims.put("sub", "ada");
        claims.put("tenant", "t-production");
        claims.put("groups", List.of("user"));
        claims.put("aud", audiences);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 600);
        return RestAssured.given()
                .auth()
                .oauth2(LocalSuite.signed(claims))
                .contentType(ContentType.JSON)
                .header("Host", host);
    }

    private static String issuer() {
        return ConfigProvider.getConfig().getValue("parley.issuer.url", String.class);
    }
}

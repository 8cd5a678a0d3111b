package dev.parley.tool.mcp.server;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.refused;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in on the loopback interface, and what is no request for MCP at all. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class LocalDoorTest {

    private static final String BOTH = "application/json, text/event-stream";

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void sendsWhoHasNoTokenWhereToGetOne() {
        String challenge =
                refused(
                                McpRequests.of("tools/list")
                                        .send(RestAssured.given().contentType(ContentType.JSON)),
                                401,
                                "unauthenticated")
                        .extract()
                        .header("WWW-Authenticate");
        String metadata = challenge.replaceAll("^Bearer resource_metadata=\"(.*)\"$", "$1");

        String endpoint = metadata.replace("/.well-known/oauth-protected-resource", "");
        RestAssured.given()
                .get(URI.create(metadata).getPath())
                .then()
                .statusCode(200)
                .body("resource", equalTo(endpoint))
                .body("authorization_servers[0]", startsWith("http"))
                .body("bearer_methods_supported", hasItem("header"));
    }

    @Test
    void describesItselfUnderItsOwnPathsOnly() {
        RestAssured.given()
                .get("/.well-known/oauth-protected-resource")
                .then()
                .statusCode(200)
                .body("resource", endsWith("/mcp"));
        refused(
                RestAssured.given().get("/.well-known/oauth-protected-resource/other"),
                404,
                "not-found");
    }

    @Test
    void sendsWhoHasABrokenTokenThereAsWell() {
        RestAssured.given()
                .header("Authorization", "Bearer broken")
                .contentType(ContentType.JSON)
                .accept(BOTH)
                .body("{}")
                .post("/mcp")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer resource_metadata="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/", "//mcp", "/%6dcp", "/x/../mcp"})
    void keepsForeignPagesAndNamesOut(String path) {
        refused(knock(path, "localhost", "https://evil.example"), 403, "permission-denied");
        refused(knock(path, "localhost", "null"), 403, "permission-denied");
        refused(knock(path, "evil.example", "http://localhost"), 403, "permission-denied");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, http://localhost:6274",
        "127.0.0.1:8083, http://127.0.0.1",
        "[::1]:8083, http://localhost"
    })
    void letsThisMachineIn(String host, String origin) {
        knock("/mcp", host, origin).then().statusCode(200);
    }

    @Test
    void wantsJsonAndClientsThatTakeStreams() {
        refused(
                as("ada", tenant, "user").accept("application/json").body("{}").post("/mcp"),
                406,
                "not-acceptable");
        refused(
                as("ada", tenant, "user")
                        .contentType(ContentType.TEXT)
                        .accept(BOTH)
                        .body("{}")
                        .post("/mcp"),
                415,
                "unsupported-media-type");
        refused(
                as("ada", tenant, "user").accept(BOTH).body("{}").post("/mcp?session=1"),
                400,
                "unknown-parameter");
        as("ada", tenant, "user")
                .accept(BOTH)
                .body('"' + "x".repeat(1 << 20) + '"')
                .post("/mcp")
                .then()
                .statusCode(413);
    }

    @Test
    void hasNothingToListenToAndNoSessionToEnd() {
        refused(as("ada", tenant, "user").accept(BOTH).get("/mcp"), 405, "method-not-allowed")
                .header("Allow", equalTo("POST, OPTIONS"));
        as("ada", tenant, "user").accept(BOTH).head("/mcp").then().statusCode(405);
        as("ada", tenant, "user").accept(BOTH).delete("/mcp").then().statusCode(405);
    }

    private Response knock(String path, String host, String origin) {
        RequestSpecification request =
                as("ada", tenant, "user").header("Host", host).header("Origin", origin);
        return McpRequests.of("tools/list").sendTo(path, request);
    }
}
